import RegistrySQLite

/// A measure × offices × services × channels × days, as the schema's question views take it.
struct Question: Sendable, Hashable {
    /// What the views can be asked for.
    enum Measure: String, Sendable, Hashable {
        case requests, visits, visitors, completed

        init(_ measure: CountedMeasure) {
            switch measure {
            case .requests: self = .requests
            case .visits: self = .visits
            case .visitors: self = .visitors
            }
        }
    }

    var measure: Measure
    var days: Period
    /// The day whose tree and successions hold.
    var treeOn: CivilDate
    var asOf: CivilDate
    var cell: ScopeCell

    var arguments: [any SQLiteBindable] {
        [
            measure.rawValue, days.start.description, days.end.description, treeOn.description, asOf.description,
            cell.offices, cell.services, cell.channels,
        ]
    }
}

/// One combination of the schema's scopes: `all:3`, `service:7`, `channel:2`.
struct ScopeCell: Sendable, Hashable {
    var offices: String
    var services: String?
    var channels: String?
}

/// What one question, or several added up, came to.
struct Answer: Sendable, Hashable {
    var requests = RequestCounts()
    var visits = 0
    /// Nil where no one total is the question.
    var visitors: Int?
    /// How many counted totals were added.
    var totals = 0
    var isComplete = true
    /// The control totals that answered.
    var controls: [Int64] = []

    /// Whether there is anything at all behind it.
    func isEmpty() throws(RegistryError) -> Bool {
        let requests = try requests.total()
        return totals == 0 && controls.isEmpty && visits == 0 && requests == 0
    }

    mutating func add(_ other: Answer) throws(RegistryError) {
        requests = try requests.adding(other.requests)
        visits = try Counting.add(visits, other.visits)
        visitors = nil
        totals += other.totals
        isComplete = isComplete && other.isComplete
        controls += other.controls
    }
}

/// The schema's question views, put over one question that is bound to a statement.
///
/// The analyst's measure views read `calendar_question…`. The library asks the very same texts with a question of its
/// own in place of the calendar's, as common table expressions: nothing is written, so that a read stays a read.
struct QuestionViews: Sendable {
    private let definitions: String

    init(_ connection: borrowing Connection) throws {
        let views = try connection.rows(
            """
            SELECT name, sql FROM main.sqlite_schema
            WHERE type = 'view' AND name GLOB 'calendar_question_*' ORDER BY rowid
            """
        ) { row in (name: try row[0] as String, sql: try row[1] as String) }
        var definitions = QuestionViews.question
        for view in views {
            let head = "CREATE VIEW \(view.name) AS"
            guard view.sql.hasPrefix(head) else {
                throw RegistryError(.drift, "the view \(view.name) does not begin with \(head.quoted)")
            }
            let name = view.name.replacing("calendar_question", with: "asked_question")
            let body = view.sql.dropFirst(head.count).replacing("calendar_question", with: "asked_question")
            definitions += ",\n\(name) AS NOT MATERIALIZED (\(body)\n)"
        }
        self.definitions = definitions
    }

    /// The question, in the order of ``Question/arguments``. It comes FROM a row, or SQLite would not look into it.
    private static let question = """
        WITH asked_question (
            days_id, scope_id, measure, starts_on, ends_before, tree_on, as_of, office_scope, service_scope,
            channel_scope, slot, period_kind, period, before, dimension, key_id, key_text) AS NOT MATERIALIZED (
            SELECT 'asked', 'asked', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM registry WHERE id = 1
        )
        """

    /// A statement over the views, which it names `asked_question_…`.
    func statement(_ select: String) -> String { definitions + "\n" + select }
}
