/// A system or an office that records come from; a record's reference is unique within its source.
public struct RecordSource: Sendable, Hashable {
    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores; unique, its case ignored.
    public var code: String
    /// What it is, for people.
    public var name: String

    /// The code of the source that every registry has: what is written through the library without naming another.
    public static let library = "api"

    /// A source.
    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}
