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

    /// For every column of text: a NUL behind a good value, and a text of a hundred thousand letters and one.
    static func texts() throws -> [Attempt] {
        let derived = Set(Sample.derived.map(\.table))
        return try SchemaColumn.all().filter { $0.type == "TEXT" && !derived.contains($0.table) }.flatMap {
            column -> [Attempt] in
            guard let sample = Sample.of(column.table) else { return [] }
            let good = sample.value(column.name) == "NULL" ? "'a'" : sample.value(column.name)
            return ["\(good) || char(0)", "\(good) || char(0) || 'b'", ColumnAttempts.tooLong(100_000)].flatMap {
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
