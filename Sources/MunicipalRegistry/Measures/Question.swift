import RegistrySQLite

/// A measure × offices × services × channels × days, as the schema's question views take it.
struct Question: Sendable, Hashable {
    /// What the views can be asked for.
    enum Measure: String, Sendable, Hashable {
        case requests, visits, visitors, completed, appointments, contacts

        /// Whether what is counted comes on channels.
        var hasChannels: Bool { self == .requests || self == .completed }

        init(_ measure: CountedMeasure) {
            switch measure {
            case .requests: self = .requests
            case .visits: self = .visits
            case .visitors: self = .visitors
            case .appointments: self = .appointments
            case .contacts: self = .contacts
            }
        }
    }

    var measure: Measure
    var days: Period
    /// The day whose tree and successions hold.
    var treeOn: CivilDate
    var asOf: CivilDate
    var cell: ScopeCell

    var arguments: [any SQLiteBindable] { arguments(asOf: asOf.description) }

    /// With a moment, for what changes by the hour.
    func arguments(asOf: String) -> [any SQLiteBindable] {
        [
            measure.rawValue, days.start.description, days.end.description, treeOn.description, asOf, cell.offices,
            cell.services, cell.channels,
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
    /// Whether an office and a service of it were there on some of the days.
    var isApplicable = true
    /// The control totals that answered.
    var controls: [Int64] = []

    /// Whether there is anything at all behind it.
    func isEmpty() throws(RegistryError) -> Bool {
        let requests = try requests.total()
        return totals == 0 && controls.isEmpty && visits == 0 && requests == 0
    }

    /// Whether a digitization rate of it is whole: nothing is lacking, and of each request it is known how it came.
    var isCompleteRate: Bool { isComplete && requests.unclassified == 0 }

    mutating func add(_ other: Answer) throws(RegistryError) {
        requests = try requests.adding(other.requests)
        visits = try Counting.add(visits, other.visits)
        visitors = nil
        totals += other.totals
        isComplete = isComplete && other.isComplete
        isApplicable = isApplicable || other.isApplicable
        controls += other.controls
    }
}

/// The views of a family in the schema, put over one row that is bound to a statement.
///
/// The analyst's measure views read `calendar_question…` and `calendar_day…`. The library asks the very same texts with
/// a question or a day of its own in place of the calendar's, as common table expressions: nothing is written, so that
/// a read stays a read.
struct AskedViews: Sendable {
    private let definitions: String

    /// The schema's views that are named after a relation: `calendar_question` gives `asked_question_…`. A view of an
    /// analyst's own under such a name is not among them.
    private init(_ connection: borrowing Connection, of relation: String, head: String) throws {
        let views = try connection.rows(
            "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name GLOB ?1 ORDER BY rowid",
            relation + "_*"
        ) { row in (name: try row[0] as String, sql: try row[1] as String) }
        .filter { Schema.viewNames.contains($0.name) }
        let asked = relation.replacing("calendar", with: "asked")
        var definitions = head
        for view in views {
            let start = "CREATE VIEW \(view.name) AS"
            guard view.sql.hasPrefix(start) else {
                throw RegistryError(.drift, "the view \(view.name) does not begin with \(start.quoted)")
            }
            let name = view.name.replacing(relation, with: asked)
            let body = view.sql.dropFirst(start.count).replacing(relation, with: asked)
            definitions += ",\n\(name) AS NOT MATERIALIZED (\(body)\n)"
        }
        self.definitions = definitions
    }

    /// Over a question, bound in the order of ``Question/arguments``.
    static func questions(_ connection: borrowing Connection) throws -> AskedViews {
        try AskedViews(connection, of: "calendar_question", head: question)
    }

    /// Over a day, the first argument.
    static func days(_ connection: borrowing Connection) throws -> AskedViews {
        try AskedViews(connection, of: "calendar_day", head: day)
    }

    /// Over the days from the first argument until before the second.
    static func openingDays(_ connection: borrowing Connection) throws -> AskedViews {
        try AskedViews(connection, of: "calendar_opening_day", head: openingDays)
    }

    /// A SELECT without FROM would not be looked into by SQLite's planner. What the calendar's questions are told apart by
    /// is not NULL, so that views can be joined by it.
    private static let question = """
        WITH asked_question (
            days_id, scope_id, measure, starts_on, ends_before, tree_on, as_of, office_scope, service_scope,
            channel_scope, side, period_kind, period, before, dimension, key_id, key_text) AS NOT MATERIALIZED (
            SELECT 'asked', 'asked', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'asked', 'asked', 'asked', NULL, 'asked', NULL, NULL
            FROM registry WHERE id = 1
        )
        """

    private static let day = """
        WITH asked_day (period, day) AS NOT MATERIALIZED (SELECT NULL, ?1 FROM registry WHERE id = 1)
        """

    private static let openingDays = """
        WITH RECURSIVE asked_opening_day (day) AS (
            SELECT ?1 UNION ALL SELECT date(day, '+1 day') FROM asked_opening_day WHERE date(day, '+1 day') < ?2
        )
        """

    /// A statement over the views, which it names `asked_…`.
    func statement(_ select: String) -> String { definitions + "\n" + select }
}
