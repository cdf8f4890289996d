import Foundation
import MunicipalRegistry

/// The Umm al-Qura calendar, by Foundation's tables.
///
/// It is kept to the years for which month lengths have been published, 1318 (from 1900-04-30) through 1500 (to
/// 2077-11-16), the span that R. H. van Gent's tables of the calendar and .NET's `UmAlQuraCalendar` have too; outside,
/// Foundation goes on with guesses.
enum UmmAlQura {
    /// The years that can be asked for.
    static let years = 1318...1500
    /// The month of the fast, counted from 1.
    static let ramadan = 9

    /// The first day of a month, counted from 1; month 13 is the first of the next year.
    ///
    /// Throws `invalidPeriod` outside the years of the calendar.
    static func firstDay(ofMonth month: Int, year: Int) throws(RegistryError) -> CivilDate {
        let (year, month) = month == 13 ? (year + 1, 1) : (year, month)
        let isEnd = year == years.upperBound + 1 && month == 1
        guard years.contains(year) || isEnd, (1...12).contains(month),
            let moment = calendar.date(from: DateComponents(year: year, month: month, day: 1))
        else {
            throw RegistryError(
                .invalidPeriod, "month \(month) of AH \(year) is not in the Umm al-Qura calendar",
                remedy: "give a month of AH \(years.lowerBound) through \(years.upperBound)")
        }
        return try CivilDate(dayNumber: Int((moment.timeIntervalSince1970 / secondsOfDay).rounded()))
    }

    /// The year and month in which a day lies; nil outside the years of the calendar.
    static func month(of day: CivilDate) -> (year: Int, month: Int)? {
        let moment = Date(timeIntervalSince1970: Double(day.dayNumber) * secondsOfDay)
        let parts = calendar.dateComponents([.year, .month], from: moment)
        guard let year = parts.year, let month = parts.month, years.contains(year) else { return nil }
        return (year, month)
    }

    /// How many days of a period lie in Ramadan; nil where the period leaves the years of the calendar.
    static func daysOfRamadan(in period: Period) throws(RegistryError) -> Int? {
        guard let (first, _) = month(of: period.firstDay), let (last, _) = month(of: period.lastDay) else { return nil }
        var days = 0
        for year in first...last {
            let start = try firstDay(ofMonth: ramadan, year: year)
            let end = try firstDay(ofMonth: ramadan + 1, year: year)
            days += max(0, max(start, period.start).days(until: min(end, period.end)))
        }
        return days
    }

    private static let secondsOfDay = 86_400.0

    /// In GMT, whose days all have the same length.
    private static let calendar = {
        var calendar = Calendar(identifier: .islamicUmmAlQura)
        calendar.timeZone = .gmt
        return calendar
    }()
}
