/// Another public body, with which services are linked.
public struct Agency: Sendable, Hashable {
    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores; unique, its case ignored.
    public var code: String
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String

    /// An agency.
    public init(code: String, nameArabic: String, nameEnglish: String) {
        self.code = code
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
    }
}
