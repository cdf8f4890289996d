/// What the columns of published figures may not hold.
extension ColumnAttempts {
    static let published: [(columns: [Column], values: [String])] = [
        (
            [
                ("published_figure", "title"), ("published_figure_office", "name_ar"),
                ("published_figure_office", "name_en"),
            ], blank + [tooLong(500)]
        ),
        (
            [
                ("measure_definition", "definition_ar"), ("measure_definition", "definition_en"),
                ("published_figure", "text_ar"), ("published_figure", "text_en"), ("published_figure", "reason"),
                ("stated_explanation", "text_ar"), ("stated_explanation", "text_en"),
            ], blank + [tooLong(4_000)]
        ),
        ([("measure_definition", "note")], ["'a' || char(0)", tooLong(4_000)]),
        (
            [
                ("measure_definition", "measure"), ("published_figure", "period_text"),
                ("published_figure", "baseline_text"), ("published_figure_office", "office_code"),
                ("published_figure_cell", "office_code"), ("published_figure_cell", "service_code"),
                ("published_figure_cell", "channel_code"),
            ], blank + [tooLong(64)]
        ),
        (
            [("published_figure", "approved_by"), ("published_figure", "actor"), ("stated_explanation", "stated_by")],
            blank + [tooLong(200)]
        ),
        ([("published_figure_appearance", "place")], blank + [tooLong(1_000)]),
        (
            [("published_figure", "scope"), ("stated_explanation", "scope")],
            ["''", "'TABUK'", "'office A' || char(0)", "'office ' || \(tooLong(100_000))"]
        ),
        ([("published_figure", "reasons")], ["'a' || char(0)", tooLong(50_000)]),
        ([("published_figure", "lacks")], ["'a' || char(0)", tooLong(50_000)]),
        ([("published_figure", "basis")], ["'Submitted'", "''"]),
        ([("published_figure", "if_uneven")], ["'Match'", "''"]),
        ([("published_figure", "unit")], ["'Visits'", "'appointments'"]),
        ([("published_figure", "rounding")], ["'down'", "''"]),
        ([("published_figure", "state")], ["'Final'", "''"]),
        ([("published_figure", "coverage")], ["'refused'", "''"]),
        ([("published_figure", "assisted_is_digital")], ["2", "-1"]),
        ([("published_figure", "lunar_months"), ("published_figure", "places")], ["-1", "13"]),
        ([("published_figure", "baseline_whole"), ("published_figure", "current_whole")], ["-1"]),
        ([("published_figure", "percent")], ["''", "'67,87'", "'1' || char(0)", tooLong(64)]),
        (
            [("published_figure", "digest")],
            [
                "''", "printf('%063d', 1)", "printf('%065d', 1)", "printf('%063d', 1) || 'A'",
                "printf('%064d', 1) || char(0) || 'x'",
            ]
        ),
        (
            [("published_figure", "published_at")],
            // An offset that no city has is refused as one that is not this city's.
            badMoments.filter { !$0.contains("+15:00") }.map { $0.replacing("DAY", with: "2024-05-01") }
                + impossibleDays.filter { !$0.contains("1960") }
        ),
        (
            ["published_figure", "stated_explanation"].flatMap { [($0, "starts_on"), ($0, "baseline_starts_on")] }
                + [("published_figure_appearance", "seen_on")],
            badDays + ["'1899-12-31'", "'9999-12-31'"]
        ),
        (
            ["published_figure", "stated_explanation"].flatMap { [($0, "ends_before"), ($0, "baseline_ends_before")] }
                + [("published_figure_office", "opened_on"), ("published_figure_office", "closed_on")]
                + [("published_figure_cell", "total_starts_on"), ("published_figure_cell", "total_ends_before")],
            badDays
        ),
        ([("published_figure_cell", "side")], ["'Current'", "''"]),
        ([("published_figure_cell", "kind")], ["'Total'", "''"]),
        ([("published_figure_cell", "office_scope")], ["'All'", "''"]),
        ([("published_figure_cell", "mode")], ["'Digital'", "''"]),
        ([("published_figure_cell", "number"), ("published_figure_cell", "count")], ["0", "-1"]),
        ([("published_figure_cell", "first_line")], ["0", "-1"]),
        ([("published_figure_cell", "last_line")], ["1"]),
    ]

    private static let blank = ["''", "'  '", "'a' || char(0)", "'a' || char(0) || 'b'"]

    /// CHECKs that hold two columns against each other.
    static var pairsOfPublished: [Attempt] {
        let noBaselineCells = [
            Sample.partsOfFigure[0],
            """
            INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, count, batch_id) \
            VALUES (3, 1, 'current', 'record', 'WAJH', 7, 1)
            """,
        ]
        let digitalCells = [
            Sample.partsOfFigure[0],
            """
            INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, mode, count, batch_id) \
            VALUES (3, 1, 'baseline', 'record', 'WAJH', 'digital', 10, 1), (3, 2, 'current', 'record', 'WAJH', 'digital', 7, 1)
            """,
        ]
        let figures: [([String: String], [String])] = [
            (["ends_before": "'2024-01-01'"], Sample.partsOfFigure),
            (["baseline_ends_before": "'2023-01-01'"], Sample.partsOfFigure),
            (["baseline_ends_before": "NULL"], Sample.partsOfFigure),
            (["baseline_text": "NULL"], Sample.partsOfFigure),
            (["baseline_count": "NULL"], noBaselineCells),
            (["baseline_total": "10"], digitalCells), (["current_total": "7"], digitalCells),
            (["baseline_whole": "NULL"], Sample.partsOfFigure), (["current_whole": "NULL"], Sample.partsOfFigure),
            (["coverage": "'ok'"], Sample.partsOfFigure),
            (["coverage": "'refused'", "lacks": "NULL", "reasons": "NULL"], Sample.partsOfFigure),
            (["lacks": "NULL", "coverage": "'ok'"], Sample.partsOfFigure),
            (["reasons": "NULL"], Sample.partsOfFigure),
            (["reason": "NULL"], Sample.partsOfFigure), (["replaces_id": "NULL"], Sample.partsOfFigure),
        ]
        let others: [(String, [String: String])] = [
            ("published_figure_cell", ["kind": "'record'", "total_starts_on": "NULL", "total_ends_before": "NULL"]),
            ("published_figure_cell", ["kind": "'record'", "office_scope": "NULL", "total_ends_before": "NULL"]),
            ("published_figure_cell", ["kind": "'record'", "office_scope": "NULL", "total_starts_on": "NULL"]),
            ("published_figure_cell", ["office_scope": "NULL"]), ("published_figure_cell", ["total_starts_on": "NULL"]),
            ("published_figure_cell", ["total_ends_before": "NULL"]),
            ("stated_explanation", ["ends_before": "'2024-01-01'"]),
            ("stated_explanation", ["baseline_ends_before": "'2023-01-01'"]),
            ("stated_explanation", ["baseline_starts_on": "NULL"]),
            ("stated_explanation", ["text_ar": "NULL", "text_en": "NULL"]),
        ]
        return (figures.map { ("published_figure", $0, $1) } + others.map { ($0, $1, [String]()) })
            .compactMap { table, changes, setup in
                guard let sample = Sample.of(table) else { return nil }
                let unchanged = Attempt.unchanged(table)
                return Attempt(
                    table: table, setup: setup + [unchanged.setup], statement: sample.insert(changes),
                    probe: unchanged.probe, answer: .refuses, columns: changes.keys.sorted())
            }
    }
}
