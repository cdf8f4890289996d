/// One try to bring a registry into a state that a rule forbids.
struct Attempt: Sendable, CustomStringConvertible {
    /// What the statement says when nothing stands in its way.
    enum Answer: Sendable, Hashable {
        /// It succeeds, and something else is kept right.
        case accepted
        /// Exactly these words.
        case says(String)
        /// A CHECK that names this column, or `NOT NULL`, or a wrong type.
        case refusesColumn(String)
        /// Whatever it likes.
        case anything
        /// Any refusal: which of two rules speaks first is nobody's concern.
        case refuses
    }

    /// The table whose rules are tried.
    var table: String
    /// What makes the state possible; must succeed.
    var setup: [String] = []
    /// The statement of the offence, in its plain form.
    var statement: String
    /// Whether the offending state is there: an SQL expression.
    var probe: String
    /// What a plain run answers.
    var answer: Answer
    /// The columns that a CHECK must mention to be the one that is tried.
    var columns: [String] = []
    /// Whether it is also tried with every conflict clause and pragma; once a rule is enough.
    var isThorough = true
    /// What is done to the seeded city, once, before all attempts that say so.
    var preparation = ""

    var description: String { "\(table): \(statement)" }

    /// The statement with each conflict clause that it can carry.
    var variants: [(clause: String, statement: String)] {
        for verb in ["INSERT", "UPDATE"] where statement.hasPrefix(verb + " ") && isThorough {
            let rest = statement.dropFirst(verb.count)
            return [("", statement)] + ["IGNORE", "REPLACE", "FAIL"].map { ($0, "\(verb) OR \($0)\(rest)") }
        }
        return [("", statement)]
    }

    /// The probe of statements that must leave their table as it was: a copy is made before them, into a table that every run has.
    static func unchanged(_ table: String) -> (setup: String, probe: String) {
        (
            "INSERT INTO seen_\(table) SELECT * FROM \(table)",
            """
            (EXISTS (SELECT * FROM seen_\(table) EXCEPT SELECT * FROM \(table)) \
            OR EXISTS (SELECT * FROM \(table) EXCEPT SELECT * FROM seen_\(table)) \
            OR (SELECT count(*) FROM seen_\(table)) <> (SELECT count(*) FROM \(table)))
            """
        )
    }

    /// A statement that a RAISE refuses: it prints these words, and the table stays as it was.
    static func refused(
        _ table: String, _ statement: String, says message: String, after setup: [String] = []
    ) -> Attempt {
        let unchanged = unchanged(table)
        return Attempt(
            table: table, setup: setup + [unchanged.setup], statement: statement, probe: unchanged.probe,
            answer: .says(message))
    }
}

/// How an attempt went, in one of its forms.
struct Trial: Sendable, CustomStringConvertible {
    var attempt: Attempt
    /// The conflict clause; empty in the plain form.
    var clause: String
    /// The pragmas that were on.
    var pragmas: Pragmas
    /// What the set-up printed as errors: nothing, if the attempt is well made.
    var setupErrors: [String] = []
    /// What the statement printed as an error.
    var message: String?
    /// Whether the offending state was there before and after: the probe's two answers.
    var probes: [String] = []

    /// Whether the offending state came about.
    var gotThrough: Bool { probes.last == "1" }
    /// Whether the attempt was put as it should be: a quiet set-up, and the state not there beforehand.
    var isWellPut: Bool {
        setupErrors.isEmpty && probes.count == 2 && (probes[0] == "0" || attempt.answer == .accepted)
            && !(message ?? "").contains("syntax error") && !(message ?? "").contains("no such")
    }

    var description: String {
        "\(attempt) [\(clause.isEmpty ? "plain" : clause), \(pragmas)] \(setupErrors) \(probes) \(message ?? "no error")"
    }
}

/// What a person may have switched on or off in the shell.
enum Pragmas: String, Sendable, CaseIterable, CustomStringConvertible {
    /// The shell's own choice.
    case off = "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF;"
    case foreignKeys = "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = OFF;"
    case recursiveTriggers = "PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = ON;"

    var description: String {
        switch self {
        case .off: "foreign keys off"
        case .foreignKeys: "foreign keys on"
        case .recursiveTriggers: "recursive triggers on"
        }
    }
}

extension Trial {
    /// Whether the plain form printed what it should.
    var saysWhatItShould: Bool {
        switch attempt.answer {
        case .accepted: message == nil
        case .anything: true
        case .refuses: message != nil
        case .says(let words): message == words
        case .refusesColumn(let column):
            message?.contains("constraint failed: ") == true && message?.contains(column) == true
        }
    }
}
