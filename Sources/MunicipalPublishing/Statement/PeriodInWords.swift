import MunicipalRegistry

/// Days and periods as people say them.
extension NumberWriter {
    /// When something was: `in the first half of 2024`, `في النصف الأول من عام 2024م`.
    func during(_ period: CalendarPeriod) -> String {
        switch period {
        case .gregorian(let period): during(period)
        case .hijri(let period): during(period)
        }
    }

    private func during(_ period: Period) -> String {
        switch period.kind {
        case .year: language.choose("في عام \(year(period.start.year))", "in \(year(period.start.year))")
        case .half: during(half, (period.start.month - 1) / 6, of: year(period.start.year))
        case .quarter: during(quarter, (period.start.month - 1) / 3, of: year(period.start.year))
        case .month: language.choose("في شهر ", "in ") + month(period.start) + " " + year(period.start.year)
        case .isoWeek: during(week: period)
        case .day: language.choose("في يوم ", "on ") + day(period.start)
        case .range: range(period)
        }
    }

    /// A period of the Umm al-Qura calendar, with its days.
    private func during(_ period: HijriPeriod) -> String {
        let year = plain(period.year) + language.choose("هـ", " AH")
        let names = language.choose(Self.arabicHijriMonths, Self.englishHijriMonths).split(separator: ",")
        let month = names.indices.contains(period.number - 1) ? String(names[period.number - 1]) : plain(period.number)
        let name =
            switch period.kind {
            case .year: language.choose("في عام \(year)", "in \(year)")
            case .half: during(half, period.number - 1, of: year)
            case .quarter: during(quarter, period.number - 1, of: year)
            case .month: language.choose("في شهر \(month) \(year)", "in \(month) \(year)")
            }
        return "\(name) (\(range(period.days)))"
    }

    private static let arabicHijriMonths =
        "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذي القعدة,ذي الحجة"
    private static let englishHijriMonths =
        "Muharram,Safar,Rabi I,Rabi II,Jumada I,Jumada II,Rajab,Shaban,Ramadan,Shawwal,Dhu al-Qadah,Dhu al-Hijjah"

    private var half: String { language.choose("النصف", "half") }
    private var quarter: String { language.choose("الربع", "quarter") }

    /// `1 January 2024`, `1 يناير 2024م`.
    func day(_ day: CivilDate) -> String { "\(plain(day.day)) \(month(day)) \(year(day.year))" }

    /// A day that is written as `2024-01-01`; nil for anything else.
    func day(written text: String) -> String? { (try? CivilDate(text)).map { day($0) } }

    private func year(_ year: Int) -> String { plain(year) + language.choose("م", "") }

    private func month(_ day: CivilDate) -> String {
        let names = language.choose(Self.arabicMonths, Self.englishMonths).split(separator: " ")
        return names.indices.contains(day.month - 1) ? String(names[day.month - 1]) : plain(day.month)
    }

    private static let arabicMonths =
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    private static let englishMonths =
        "January February March April May June July August September October November December"

    private func during(_ part: String, _ number: Int, of year: String) -> String {
        let ordinals = language.choose("الأول الثاني الثالث الرابع", "first second third fourth").split(separator: " ")
        let ordinal = ordinals.indices.contains(number) ? String(ordinals[number]) : plain(number + 1)
        return language.choose(
            "في \(part) \(ordinal) من عام \(year)", "in the \(ordinal) \(part) of \(year)")
    }

    /// A week is known by its days, hardly by its number.
    private func during(week: Period) -> String {
        let number = plain(week.start.isoWeek)
        let year = year(week.start.isoYear)
        return language.choose(
            "في الأسبوع رقم \(number) من عام \(year) (\(range(week)))", "in week \(number) of \(year) (\(range(week)))")
    }

    private func range(_ period: Period) -> String {
        let (first, last) = (period.firstDay, period.lastDay)
        let from = first.year == last.year ? "\(plain(first.day)) \(month(first))" : day(first)
        return language.choose("من \(from) إلى \(day(last))", "from \(from) to \(day(last))")
    }
}
