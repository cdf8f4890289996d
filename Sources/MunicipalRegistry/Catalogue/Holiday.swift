/// A day off, beside the weekend.
public struct Holiday: Sendable, Hashable {
    /// The day.
    public var day: CivilDate
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String

    /// A day off.
    public init(day: CivilDate, nameArabic: String, nameEnglish: String) {
        self.day = day
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
    }
}
