/// What STRICT and NOT NULL refuse.
enum TypeAttempts {
    /// A value of a wrong type for every column.
    static func wrongTypes() throws -> [Attempt] {
        try SchemaColumn.all().filter { $0.table != "municipal_schema" && Sample.of($0.table) != nil }.flatMap {
            column -> [Attempt] in
            let values = column.type == "INTEGER" ? ["'x'", "1.5", "x'01'"] : ["x'41'"]
            return values.flatMap {
                ColumnAttempts.refusals(column.table, column.name, $0, answer: .refuses, isThorough: false)
            }
        }
    }

    /// NULL for every column that may not be NULL. (OR REPLACE writes the DEFAULT where there is one.)
    static func nulls() throws -> [Attempt] {
        try SchemaRules.all().filter { $0.kind == .notNull }.flatMap {
            ColumnAttempts.refusals($0.table, $0.text, "NULL", answer: .refuses)
        }
    }
}

/// What SQLite reads as a day when it is asked for one, and a CHECK may not even ask.
enum DayWordAttempts {
    /// `now` is refused by SQLite itself, since a CHECK must not depend on the hour.
    static var all: [Attempt] {
        (ColumnAttempts.firstDays + ColumnAttempts.openDays).flatMap {
            ColumnAttempts.refusals($0.table, $0.column, "'now'", answer: .refuses, isThorough: false)
        }
    }
}
