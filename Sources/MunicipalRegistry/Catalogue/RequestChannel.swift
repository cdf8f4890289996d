/// How a request comes: a platform, a telephone line, a counter.
public struct RequestChannel: Sendable, Hashable {
    /// What a channel's requests count as.
    public enum Mode: String, Sendable, Hashable, CaseIterable, Codable {
        /// The beneficiary makes the request on a platform.
        case digital
        /// An employee or an agent makes it on a platform for the beneficiary, who called or came.
        case assisted
        /// It is made on paper, at a counter.
        case inPerson = "in_person"
        /// Staff or a machine make it for the municipality itself; never part of a figure.
        case `internal`
        /// Nobody knows; never part of a figure.
        case unknown
    }

    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores; unique, its case ignored.
    public var code: String
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String
    /// What its requests count as; fixed once a request or a total uses the channel.
    public var mode: Mode

    /// A channel.
    public init(code: String, nameArabic: String, nameEnglish: String, mode: Mode) {
        self.code = code
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
        self.mode = mode
    }
}
