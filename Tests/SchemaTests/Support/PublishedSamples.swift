extension Sample {
    /// What a figure of the number 3 is made of, written before it.
    static let partsOfFigure = [
        "INSERT INTO published_figure_office (figure_id, office_code, name_ar, name_en) VALUES (3, 'TABUK', 'تبوك', 'Tabuk')",
        """
        INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, count, batch_id) \
        VALUES (3, 1, 'baseline', 'record', 'WAJH', 10, 1), (3, 2, 'current', 'record', 'WAJH', 7, 1)
        """,
    ]

    /// The tables of what was published; nothing of it ever changes.
    static let published: [Sample] = [
        Sample(
            table: "measure_definition",
            columns: [
                c("measure", "'rework_rate'"), c("version", "1"), c("definition_ar", "'تعريف'"),
                c("definition_en", "'A definition'"), c("note", "'a note'"),
            ],
            existing: "measure = 'visits'", keys: [["measure", "version"]], label: "definition"),
        Sample(
            table: "published_figure",
            columns: [
                c("id", "3"), c("title", "'Visits'"), c("measure", "'visit_reduction'"), c("definition_version", "1"),
                c("scope", "'office TABUK'"), c("basis", "'submitted'"), c("assisted_is_digital", "0"),
                c("if_uneven", "'match'"), c("starts_on", "'2024-01-01'"), c("ends_before", "'2024-07-01'"),
                c("period_text", "'2024-H1'"), c("baseline_starts_on", "'2023-01-01'"),
                c("baseline_ends_before", "'2023-07-01'"), c("baseline_text", "'2023-H1'"), c("lunar_months", "0"),
                c("unit", "'visits'"), c("baseline_count", "10"), c("baseline_total", "NULL"),
                c("baseline_whole", "12"), c("current_count", "7"), c("current_total", "NULL"),
                c("current_whole", "9"), c("rounding", "'half_away_from_zero'"), c("places", "2"),
                c("percent", "'30.00'"), c("text_ar", "'نص'"), c("text_en", "'Text'"), c("state", "'final'"),
                c("coverage", "'flagged'"), c("reasons", "'A reason'"), c("lacks", "'current'"),
                c("approved_by", "'The mayor'"), c("actor", "'Huda'"),
                c("published_at", "'2024-07-02T09:00:00+03:00'"),
                c("digest", "'\(String(repeating: "0a", count: 32))'"),
                c("last_change_id", "(SELECT max(id) FROM change)"),
                c("last_batch_id", "(SELECT max(id) FROM import_batch)"), c("replaces_id", "2"),
                c("reason", "'Late records'"), c("batch_id", "0"),
            ],
            setup: partsOfFigure, existing: "id = 2", keys: [["id"], ["replaces_id"]], label: "published figure"),
        Sample(
            table: "published_figure_office",
            columns: [
                c("figure_id", "3"), c("office_code", "'WAJH'"), c("name_ar", "'الوجه'"), c("name_en", "'Al Wajh'"),
                c("opened_on", "'2024-02-01'"), c("closed_on", "'2024-05-01'"),
            ],
            existing: "figure_id = 1", keys: [["figure_id", "office_code"]], label: "published office"),
        Sample(
            table: "published_figure_cell",
            columns: [
                c("figure_id", "3"), c("number", "1"), c("side", "'current'"), c("kind", "'total'"),
                c("office_code", "'WAJH'"), c("office_scope", "'all'"), c("service_code", "'PERMIT'"),
                c("channel_code", "'balady'"), c("mode", "'digital'"), c("total_starts_on", "'2024-01-01'"),
                c("total_ends_before", "'2024-07-01'"), c("count", "7"), c("batch_id", "1"), c("first_line", "2"),
                c("last_line", "9"),
            ],
            existing: "figure_id = 1", keys: [["figure_id", "number"]], label: "published cell"),
        Sample(
            table: "published_figure_appearance",
            columns: [
                c("id", "2"), c("figure_id", "1"), c("place", "'A newspaper'"), c("seen_on", "'2024-07-03'"),
                c("batch_id", "0"),
            ],
            existing: "id = 1", keys: [["id"]], label: "appearance"),
        Sample(
            table: "stated_explanation",
            columns: [
                c("id", "2"), c("scope", "'office TABUK'"), c("starts_on", "'2024-01-01'"),
                c("ends_before", "'2024-07-01'"), c("baseline_starts_on", "'2023-01-01'"),
                c("baseline_ends_before", "'2023-07-01'"), c("text_ar", "'أتمتة'"), c("text_en", "'Automation'"),
                c("stated_by", "'The mayor'"), c("batch_id", "0"),
            ],
            existing: "id = 1", keys: [["id"]], label: "explanation"),
    ]
}
