extension RegistryError {
    /// The kinds of failure, by stable name.
    public enum Code: String, Sendable, CaseIterable {
        // Values
        /// A text is not a day of the Gregorian calendar from 1900 on.
        case invalidDay
        /// A text is not a moment, or its offset is not the city's.
        case invalidTimestamp
        /// A text is not a period.
        case invalidPeriod
        /// A text is not a whole number of zero or more.
        case invalidCount
        /// A number is too large to be counted with.
        case overflow
        /// A text is not a code: 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
        case invalidCode

        // Time zones
        /// A time zone is not known by that name, or is not usable over the days asked for.
        case invalidTimeZone
        /// A local time that the city's clocks jumped over.
        case localTimeSkipped
        /// A local time that the city's clocks showed twice.
        case localTimeRepeated
        /// A moment outside the days for which the city's time zone was read.
        case outsideTimeZone

        // CSV
        /// A CSV text breaks the rules of RFC 4180: a quote that is not closed or stands in the wrong place, a NUL.
        case malformedCSV
        /// A file is not in the encoding it was read in.
        case invalidEncoding
        /// A CSV field is longer than the limit.
        case fieldTooLong
        /// A CSV row has more or fewer fields than its header.
        case raggedRow
        /// A CSV header has an empty, repeated or missing column.
        case invalidHeader
        /// A file could not be opened or read.
        case unreadableFile
        /// A file could not be written.
        case unwritableFile
    }
}
