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
    }
}
