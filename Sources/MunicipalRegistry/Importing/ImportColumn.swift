/// A column of a CSV file, whatever its header says.
enum ImportColumn: Int, Sendable, Hashable, CaseIterable {
    case code, nameArabic, nameEnglish, kind, parent, parentSince, openedOn, closedOn, aliases
    case sector, office, targetDays, introducedOn, retiredOn
    case service, channel, mode, agency, startsOn, endsOn, linkedOn, day
    case reference, submitted, status, closed, beneficiary, beneficiaryKind, source
    case otherServices, request, visited, arrived, served, left
    case measure, period, count, officeScope, rest, role, note, state
    case weekday, opens, closes, slotMinutes, desk, meetingMode, capacity, noticeMinutes, aheadDays, onDayOff
    case startsAt, endsAt, minutes, slotService, bookedAt, outcome, outcomeAt, cancelledBy, reason
    case appointment, visit, called, contacted, way, score
    case subject, predecessor, successor

    /// The header in English, which is also how options and messages call the column.
    var name: String { ImportColumn.titles[rawValue].english }
    /// The header in Arabic.
    var arabic: String { ImportColumn.titles[rawValue].arabic }
    /// Other headers that mean the column.
    var otherTitles: [String] { ImportColumn.titles[rawValue].others }

    /// Whether its values may tell who somebody is, and are kept out of messages and files.
    var isPersonal: Bool { self == .beneficiary }

    /// In the order of the cases; a test holds the two side by side.
    private static let titles: [(english: String, arabic: String, others: [String])] = [
        ("code", "الرمز", ["الكود"]),
        ("name_ar", "الاسم بالعربية", ["الاسم", "الاسم العربي", "arabic name"]),
        ("name_en", "الاسم بالإنجليزية", ["name", "الاسم الإنجليزي", "english name"]),
        ("kind", "النوع", ["type"]),
        ("parent", "يتبع", ["under", "التبعية"]),
        ("parent_since", "يتبع منذ", ["under since"]),
        ("opened_on", "تاريخ الافتتاح", ["opened"]),
        ("closed_on", "أول يوم بعد الإغلاق", ["closed"]),
        ("aliases", "رموز أخرى", ["alias", "other codes"]),
        ("sector", "القطاع", []),
        ("office", "البلدية", ["office_code", "municipality", "الفرع", "المكتب", "رمز البلدية"]),
        ("target_days", "المدة المستهدفة بالأيام", ["target"]),
        ("introduced_on", "تاريخ الإطلاق", ["introduced"]),
        ("retired_on", "أول يوم بعد الإيقاف", ["retired"]),
        ("service", "الخدمة", ["service_code", "رمز الخدمة"]),
        ("channel", "القناة", ["channel_code", "المنصة", "رمز القناة"]),
        ("mode", "نوع القناة", []),
        ("agency", "الجهة", ["agency_code", "رمز الجهة"]),
        ("starts_on", "من تاريخ", ["from", "starts"]),
        ("ends_on", "إلى تاريخ", ["to", "through", "ends"]),
        ("linked_on", "تاريخ الربط", ["linked"]),
        ("day", "اليوم", ["date", "التاريخ"]),
        ("reference", "الرقم المرجعي", ["المرجع", "id"]),
        ("submitted", "تاريخ التقديم", ["submitted_at", "submitted_on", "created", "تاريخ الطلب"]),
        ("status", "الحالة", []),
        ("closed", "تاريخ الإغلاق", ["closed_at", "closed_on"]),
        ("beneficiary", "المستفيد", ["beneficiary_token", "رمز المستفيد"]),
        ("beneficiary_kind", "نوع المستفيد", []),
        ("source", "المصدر", ["source_code"]),
        ("other_services", "خدمات أخرى", ["further services"]),
        ("request", "رقم الطلب", ["request_reference"]),
        ("visited", "تاريخ الزيارة", ["visited_on", "date", "التاريخ"]),
        ("arrived", "وقت الوصول", ["arrived_at"]),
        ("served", "وقت بدء الخدمة", ["served_at"]),
        ("left", "وقت المغادرة", ["left_at"]),
        ("measure", "المقياس", ["unit", "الوحدة"]),
        ("period", "الفترة", []),
        ("count", "العدد", ["total", "الإجمالي", "المجموع"]),
        ("office_scope", "نطاق البلدية", ["scope"]),
        ("rest", "الباقي", ["rest_mode"]),
        ("role", "الدور", []),
        ("note", "ملاحظة", ["ملاحظات", "notes"]),
        ("state", "الاكتمال", []),
        ("weekday", "يوم الأسبوع", ["day of week"]),
        ("opens", "يفتح", ["opens_at"]),
        ("closes", "يغلق", ["closes_at"]),
        ("slot_minutes", "مدة الموعد بالدقائق", []),
        ("desk", "الشباك", ["window"]),
        ("mode", "طريقة الخدمة", []),
        ("capacity", "السعة", ["places"]),
        ("notice_minutes", "مهلة الحجز بالدقائق", ["notice"]),
        ("ahead_days", "الحجز قبل أيام", ["ahead"]),
        ("on_day_off", "في يوم عطلة", []),
        (
            "starts_at", "وقت الموعد",
            ["starts", "scheduled_at", "appointment_at", "date", "بداية الموعد", "تاريخ الموعد"]
        ),
        ("ends_at", "نهاية الموعد", ["ends"]),
        ("minutes", "المدة بالدقائق", ["duration"]),
        ("slot_service", "خدمة الفترة", []),
        ("booked_at", "وقت الحجز", ["booked", "تاريخ الحجز"]),
        ("outcome", "النتيجة", ["result", "status", "الحالة"]),
        ("outcome_at", "وقت النتيجة", ["cancelled_at"]),
        ("cancelled_by", "ألغاه", []),
        ("reason", "السبب", []),
        ("appointment", "رقم الموعد", ["appointment_reference"]),
        ("visit", "رقم الزيارة", ["visit_reference"]),
        ("called", "وقت النداء", ["called_at"]),
        ("contacted", "تاريخ التواصل", ["contacted_at", "contacted_on"]),
        ("way", "وسيلة التواصل", []),
        ("score", "التقييم", ["rating"]),
        ("subject", "بلدية أو خدمة", []),
        ("predecessor", "السابق", ["before", "من"]),
        ("successor", "اللاحق", ["after", "into", "إلى"]),
    ]
}

extension ImportKind {
    /// The column that a header means, by its English or Arabic title, whatever its capitals and forms of alef.
    func column(titled title: String) -> ImportColumn? {
        let key = MatchKey(title)
        let found =
            columns.first { MatchKey($0.name) == key } ?? columns.first { MatchKey($0.arabic) == key }
            ?? columns.first { column in column.otherTitles.contains { MatchKey($0) == key } }
        return found ?? (ownNumber.map { MatchKey($0) } == key ? .reference : nil)
    }

    /// What a file calls the reference of its records in Arabic, where the same words in another kind of file name
    /// what a record belongs to.
    private var ownNumber: String? {
        switch self {
        case .requests: "رقم الطلب"
        case .appointments: "رقم الموعد"
        case .visits: "رقم الزيارة"
        default: nil
        }
    }

    /// Whether a row is the header once more, in the other language.
    ///
    /// One column alone is not enough to tell: it may be a code.
    func isHeader(_ record: CSVRecord, beside header: CSVHeader) -> Bool {
        guard header.names.count > 1, header.mismatch(of: record) == nil else { return false }
        return header.names.enumerated().allSatisfy { index, name in
            guard let column = column(titled: name) else { return false }
            let isEnglish = MatchKey(name) == MatchKey(column.name)
            return MatchKey(record.field(index) ?? "") == MatchKey(isEnglish ? column.arabic : column.name)
        }
    }

    /// The header line of an empty file, in English and in Arabic; either is read.
    public var template: ImportTemplate {
        ImportTemplate(
            english: columns.map(\.name).joined(separator: ","),
            arabic: columns.map(\.arabic).joined(separator: ","),
            required: requiredColumns.map { $0.map(\.name).joined(separator: " or ") })
    }
}

/// The header line of a file to be filled.
public struct ImportTemplate: Sendable, Hashable {
    /// The line in English.
    public let english: String
    /// The line in Arabic.
    public let arabic: String
    /// The columns that a file must have, by their English names; the others may be left out.
    public let required: [String]
}
