import Testing

/// Everything that is tried.
enum Attempts {
    /// Attempts of one kind.
    struct Group: Sendable, CustomTestStringConvertible {
        var name: String
        var attempts: @Sendable () throws -> [Attempt]
        var testDescription: String { name }
    }

    static let groups: [Group] = [
        Group(name: "values") { ColumnAttempts.all },
        Group(name: "types", attempts: TypeAttempts.wrongTypes),
        Group(name: "missing values", attempts: TypeAttempts.nulls),
    ]

    /// All of them.
    static func all() throws -> [Attempt] { try groups.flatMap { try $0.attempts() } }
}
