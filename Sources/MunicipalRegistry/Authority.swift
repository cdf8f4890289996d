/// The authority whose registry it is; its own office has the same code and names.
public struct Authority: Sendable, Hashable {
    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
    public var code: String
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String
    /// The IANA identifier of the city's time zone; its offsets are read once, at creation.
    public var timeZone: String
    /// The days of the week on which nobody works.
    public var weekend: [Weekday]
    /// What kind of office the authority itself is.
    public var kind: Office.Kind

    /// An authority.
    public init(
        code: String, nameArabic: String, nameEnglish: String, timeZone: String = "Asia/Riyadh",
        weekend: [Weekday] = [.friday, .saturday], kind: Office.Kind = .amanah
    ) {
        self.code = code
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
        self.timeZone = timeZone
        self.weekend = weekend
        self.kind = kind
    }
}
