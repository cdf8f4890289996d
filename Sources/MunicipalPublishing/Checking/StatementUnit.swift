import MunicipalRegistry

/// What a statement counts.
public enum StatementUnit: String, Sendable, Hashable, CaseIterable, Codable {
    /// Comings-in.
    case visits
    /// People who come in.
    case visitors
    /// Whoever services are for.
    case beneficiaries
    /// Requests for services, and applications.
    case requests
    /// Appointments.
    case appointments
    /// Services of a catalogue.
    case services
    /// Papers dealt with.
    case transactions
    /// Licences and permits.
    case licences
    /// Complaints and reports of a nuisance.
    case complaints
    /// Telephone calls.
    case calls
    /// People as such: citizens, residents.
    case people
    /// Staff.
    case employees
    /// Rounds of inspection.
    case inspections
    /// Days.
    case days
    /// Hours.
    case hours
    /// Minutes.
    case minutes
    /// Months.
    case months
    /// Years, as a length of time.
    case years
    /// Money.
    case money

    /// The measures of a registry that may hold such counts: a statement seldom tells visits and visitors apart.
    var measures: [CountedMeasure] {
        switch self {
        case .visits: [.visits, .visitors]
        case .visitors: [.visitors, .visits]
        case .requests: [.requests]
        default: []
        }
    }

    /// Whether counts of the two may be compared in a text; one without a unit may go with any.
    static func agree(_ first: StatementUnit?, _ second: StatementUnit?) -> Bool {
        guard let first, let second else { return true }
        return first == second || (first.isComingIn && second.isComingIn)
    }

    private var isComingIn: Bool { self == .visits || self == .visitors }

    /// The unit that a word of a text names; nil for any other word.
    init?(_ word: StatementWord) {
        guard let unit = word.forms.lazy.compactMap({ Self.words[$0] }).first else { return nil }
        self = unit
    }

    private static let words: [String: StatementUnit] = {
        var words: [String: StatementUnit] = [:]
        for (unit, forms) in spellings {
            for form in forms.split(separator: " ") { words[MatchKey(String(form)).text] = unit }
        }
        return words
    }()

    private static let spellings: [(StatementUnit, String)] = [
        (.visits, "visit visits زيارة زيارات زيارتين زيارتان"),
        (
            .visitors,
            "visitor visitors مراجع مراجعا مراجعين مراجعون مراجعي مراجعو مراجعيها مراجعوها زائر زائرا زوار زوارا زائرين"
        ),
        (.beneficiaries, "beneficiary beneficiaries مستفيد مستفيدا مستفيدين مستفيدون مستفيدي مستفيدة"),
        (.requests, "request requests application applications طلب طلبا طلبات طلبين طلباتهم"),
        (.appointments, "appointment appointments موعد موعدا مواعيد"),
        (.services, "service services خدمة خدمات خدماتها خدماته"),
        (.transactions, "transaction transactions معاملة معاملات"),
        (.licences, "licence licences license licenses permit permits رخصة رخص رخصا تصريح تصاريح تصريحا ترخيص تراخيص"),
        (.complaints, "complaint complaints reports بلاغ بلاغا بلاغات شكوى شكاوى"),
        (.calls, "calls مكالمة مكالمات اتصال اتصالا اتصالات"),
        (
            .people,
            "people persons citizens residents customers مواطن مواطنا مواطنين مواطنون شخص شخصا أشخاص عميل عميلا عملاء"
        ),
        (.employees, "employee employees staff موظف موظفا موظفين موظفون"),
        (.inspections, "inspection inspections tour tours جولة جولات"),
        (.days, "day days يوم يوما أيام يومين"),
        (.hours, "hour hours ساعة ساعات ساعتين"),
        (.minutes, "minute minutes دقيقة دقائق دقيقتين"),
        (.months, "month months شهر شهرا أشهر شهور شهرين"),
        (.years, "years سنوات أعوام"),
        (.money, "riyal riyals sar sr dollar dollars ريال ريالا ريالات"),
    ]
}

extension StatementUnit {
    /// The unit as people say it.
    func name(in language: Language) -> String {
        let arabic =
            switch self {
            case .visits: "زيارات"
            case .visitors: "مراجعون"
            case .beneficiaries: "مستفيدون"
            case .requests: "طلبات"
            case .appointments: "مواعيد"
            case .services: "خدمات"
            case .transactions: "معاملات"
            case .licences: "رخص"
            case .complaints: "بلاغات"
            case .calls: "مكالمات"
            case .people: "أشخاص"
            case .employees: "موظفون"
            case .inspections: "جولات"
            case .days: "أيام"
            case .hours: "ساعات"
            case .minutes: "دقائق"
            case .months: "أشهر"
            case .years: "سنوات"
            case .money: "ريالات"
            }
        return language.choose(arabic, rawValue)
    }
}
