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
        Group(name: "the word now") { DayWordAttempts.all },
        Group(name: "types", attempts: TypeAttempts.wrongTypes),
        Group(name: "texts", attempts: TypeAttempts.texts),
        Group(name: "missing values", attempts: TypeAttempts.nulls),
        Group(name: "keys", attempts: KeyAttempts.all),
        Group(name: "ids", attempts: IdentityAttempts.all),
        Group(name: "references", attempts: ReferenceAttempts.all),
        Group(name: "history", attempts: HistoryAttempts.all),
        Group(name: "catalogue") { CatalogueRuleAttempts.all },
        Group(name: "records") { RecordRuleAttempts.all },
        Group(name: "totals") { TotalRuleAttempts.all },
        Group(name: "slots") { SlotRuleAttempts.all },
        Group(name: "appointments") { AppointmentRuleAttempts.all },
        Group(name: "corrections of appointments") { AppointmentCorrectionAttempts.all },
        Group(name: "published figures") { PublishedRuleAttempts.all },
        Group(name: "scopes") { ScopeAttempts.all },
    ]

    /// All of them.
    static func all() throws -> [Attempt] { try made.get() }

    private static let made = Result { try groups.flatMap { try $0.attempts() } }
}
