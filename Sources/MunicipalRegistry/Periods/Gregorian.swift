/// The arithmetic of the proleptic Gregorian calendar, on plain integers.
///
/// Days are counted from 1970-01-01. The two conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms". Callers keep years within a few times ten thousand: nothing here can then overflow.
enum Gregorian {
    /// Whether February has 29 days.
    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days in a month, 1 through 12; zero for any other.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// The day number of a date.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day number.
    static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day number of the first day of a month counted from month 1 of year 0; it may lie beyond December.
    static func dayNumber(monthIndex: Int) -> Int {
        let year = floorDivide(monthIndex, by: 12)
        return dayNumber(year: year, month: monthIndex - year * 12 + 1, day: 1)
    }

    /// The ISO 8601 day of the week, 1 for Monday through 7 for Sunday.
    static func weekday(dayNumber: Int) -> Int {
        // 1970-01-01 was a Thursday.
        let days = dayNumber + 3
        return days - floorDivide(days, by: 7) * 7 + 1
    }

    /// The ISO 8601 week and the year it belongs to: the year of its Thursday.
    static func isoWeek(dayNumber: Int) -> (year: Int, week: Int) {
        let thursday = dayNumber - weekday(dayNumber: dayNumber) + 4
        let year = date(dayNumber: thursday).year
        return (year, (thursday - self.dayNumber(year: year, month: 1, day: 1)) / 7 + 1)
    }

    /// The Monday of the first ISO 8601 week of a year: the week of January 4.
    static func firstMonday(ofISOYear year: Int) -> Int {
        let fourth = dayNumber(year: year, month: 1, day: 4)
        return fourth - weekday(dayNumber: fourth) + 1
    }

    /// How many ISO 8601 weeks a year has: 52 or 53.
    static func isoWeeks(in year: Int) -> Int {
        (firstMonday(ofISOYear: year + 1) - firstMonday(ofISOYear: year)) / 7
    }

    /// The quotient rounded towards minus infinity, for a divisor above zero.
    static func floorDivide<Number: FixedWidthInteger>(_ dividend: Number, by divisor: Number) -> Number {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// An English name for an error message.
    static func monthName(_ month: Int) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return names.indices.contains(month - 1) ? names[month - 1] : "month \(month)"
    }

    /// A number of zero or more, of at most so many digits, with leading zeros.
    static func padded(_ number: Int, _ width: Int) -> String {
        var digits: [UInt8] = []
        digits.append(number, width: width)
        return String(decoding: digits, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends the ASCII digits of a number of zero or more, of at most so many digits, with leading zeros.
    mutating func append(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<Swift.max(2, width) { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
