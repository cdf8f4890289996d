/// The words of the columns of totals and coverage, the one that is stored first.
enum CountWords {
    static let measures: [(names: [String], word: CountedMeasure)] = [
        (["visits", "visit", "زيارات", "زيارة", "الزيارات"], .visits),
        (["visitors", "visitor", "مراجعين", "مراجعون", "مراجع", "المراجعين", "المراجعون"], .visitors),
        (["requests", "request", "طلبات", "طلب", "الطلبات"], .requests),
        (["appointments", "appointment", "مواعيد", "موعد", "المواعيد"], .appointments),
        (["contacts", "contact", "تواصل", "التواصل", "محاولات التواصل"], .contacts),
    ]
    /// Those of which there are totals.
    static let totals = measures.filter(\.word.isInTotals)
    static let scopes: [(names: [String], word: OfficeScope)] = [
        (["all", "with all", "الكل", "الجميع", "مع الكل"], .all),
        (["own", "alone", "وحده", "وحدها", "المقر"], .own),
    ]
    static let roles: [(names: [String], word: TotalRole)] = [
        (["counted", "محتسب"], .counted),
        (["control", "للمقارنة", "ضبط"], .control),
    ]
    static let states: [(names: [String], word: CoverageState)] = [
        (["complete", "مكتمل", "كامل"], .complete),
        (["partial", "جزئي"], .partial),
        (["none", "لا يوجد", "لا توجد"], .noData),
        (["not_applicable", "not applicable", "لا ينطبق"], .notApplicable),
    ]
}

extension RequestChannel.Mode {
    /// The words of a mode, the one that is stored first.
    static let words: [(names: [String], word: RequestChannel.Mode)] = [
        (["digital", "رقمي", "رقمية", "إلكتروني", "إلكترونية"], .digital),
        (["assisted", "بمساعدة", "هاتفي"], .assisted),
        (["in_person", "in person", "حضوري", "حضورية"], .inPerson),
        (["internal", "داخلي", "داخلية"], .internal),
        (["unknown", "غير معروف", "غير معروفة"], .unknown),
    ]
}

extension ImportRow {
    /// The days of a row: its period, or its first and last day.
    func days() throws -> Period {
        let period = try readIfGiven(.period) { (text) throws(RegistryError) in try Period(text) }
        let first = try readIfGiven(.startsOn) { (text) throws(RegistryError) in try CivilDate(text) }
        let last = try readIfGiven(.endsOn) { (text) throws(RegistryError) in try CivilDate(text) }
        switch (period, first, last) {
        case (let period?, nil, nil): return period
        case (nil, let first?, let last?):
            do {
                return try Period(from: first, through: last)
            } catch {
                throw RowRefusal(.endsOn, error)
            }
        case (let period?, _, _):
            guard first.map({ $0 == period.firstDay }) ?? true, last.map({ $0 == period.lastDay }) ?? true else {
                throw RowRefusal(
                    .period, .invalidPeriod,
                    "\(period.spelledOut) has not the days of \(header(of: .startsOn)) and \(header(of: .endsOn))",
                    remedy: "give the period, or the first and the last day")
            }
            return period
        case (nil, _?, nil):
            throw RowRefusal(.endsOn, .invalidPeriod, "the last day is missing", remedy: "give it: it is included")
        case (nil, nil, _):
            throw RowRefusal(
                has(.period) ? .period : .startsOn, .invalidPeriod, "the period is missing",
                remedy: "write 2024, 2024-H1, 2024-Q2, 2024-03, 2024-W05 or 2024-01-01..2024-06-30")
        }
    }
}
