/// The rules of published figures: each stands as it was published, and its cells add up.
enum PublishedRuleAttempts {
    static let all: [Attempt] = definitions + unsealed + broken + afterwards

    private static func insert(_ table: String, _ changes: [String: String] = [:]) -> String {
        Sample.of(table)?.insert(changes) ?? ""
    }

    private static let definitions: [Attempt] =
        ["3", "0", "-1"].map {
            .refused(
                "measure_definition", insert("measure_definition", ["version": $0]),
                says: "definition: its version is the one after the measure's last")
        }

    /// Cells or offices for a figure that is there, or is not the next.
    private static let unsealed: [Attempt] =
        ["1", "2", "4", "-1"].flatMap { id -> [Attempt] in
            [
                .refused(
                    "published_figure_cell", insert("published_figure_cell", ["figure_id": id, "number": "70"]),
                    says: "published cell: it is written before its figure, which is the next one"),
                .refused(
                    "published_figure_office",
                    insert("published_figure_office", ["figure_id": id, "office_code": "'NEW'"]),
                    says: "published office: it is written before its figure, which is the next one"),
            ]
        }

    /// Figures that are not what their parts say.
    private static let broken: [Attempt] = {
        func figure(_ changes: [String: String], says message: String, after setup: [String] = Sample.partsOfFigure)
            -> Attempt
        {
            .refused(
                "published_figure", insert("published_figure", changes), says: "published figure: " + message,
                after: setup)
        }
        let sums = "its cells, written before it, do not add up to its counts"
        func cells(_ rows: String) -> [String] {
            [
                Sample.partsOfFigure[0],
                """
                INSERT INTO published_figure_cell (figure_id, number, side, kind, office_code, mode, count, batch_id) \
                VALUES \(rows)
                """,
            ]
        }
        let rate = cells(
            """
            (3, 1, 'current', 'record', 'WAJH', 'digital', 4, 1), (3, 2, 'current', 'record', 'WAJH', 'assisted', 2, 1), \
            (3, 3, 'current', 'record', 'WAJH', 'in_person', 3, 1), (3, 4, 'current', 'record', 'WAJH', 'internal', 9, 1)
            """)
        let single = [
            "measure": "'digitization_rate'", "unit": "'requests'", "baseline_starts_on": "NULL",
            "baseline_ends_before": "NULL", "baseline_text": "NULL", "baseline_count": "NULL",
        ]
        return [
            figure(["measure": "'nothing'"], says: "its definition is not the measure's present one"),
            figure(["definition_version": "2"], says: "its definition is not the measure's present one"),
            figure(
                [:], says: "its definition is not the measure's present one",
                after: Sample.partsOfFigure + [
                    "INSERT INTO measure_definition VALUES ('visit_reduction', 2, 'a', 'b', NULL)"
                ]),
            figure(
                ["published_at": "'2024-07-02T09:00:00+04:00'"],
                says: "published_at does not have the city's offset at that moment"),
            figure(
                ["published_at": "'2024-07-02T09:00:00+15:00'"],
                says: "published_at does not have the city's offset at that moment"),
            figure(
                ["published_at": "'1960-07-02T09:00:00+03:00'"],
                says: "published_at does not have the city's offset at that moment"),
            figure(["last_change_id": "0"], says: "last_change_id or last_batch_id is not the latest"),
            figure(["last_batch_id": "1"], says: "last_change_id or last_batch_id is not the latest"),
            figure(
                [:], says: "its offices are written before it, and there are none", after: [Sample.partsOfFigure[1]]),
            figure(["current_count": "8"], says: sums), figure(["baseline_count": "9"], says: sums),
            figure([:], says: sums, after: [Sample.partsOfFigure[0]]),
            figure(single.merging(["current_count": "4", "current_total": "8"]) { $1 }, says: sums, after: rate),
            figure(single.merging(["current_count": "6", "current_total": "9"]) { $1 }, says: sums, after: rate),
            figure(
                single.merging(["current_count": "4", "current_total": "9", "assisted_is_digital": "1"]) { $1 },
                says: sums,
                after: rate),
            figure(single, says: sums),
        ]
    }()

    /// Hand-typed changes of what is published.
    private static let afterwards: [Attempt] = {
        let words: [(table: String, change: String, removal: String)] = [
            (
                "measure_definition",
                "definition: figures were made by it, so it does not change; add the next version",
                "definition: figures were made by it, so it stays"
            ),
            (
                "published_figure", "published figure: it stands as it was published; publish one that replaces it",
                "published figure: it stays; publish one that replaces it"
            ),
            (
                "published_figure_office", "published office: a figure stands as it was published",
                "published office: a figure stays as it was published"
            ),
            (
                "published_figure_cell", "published cell: a figure stands as it was published",
                "published cell: a figure stays as it was published"
            ),
            (
                "published_figure_appearance", "appearance: where a figure appeared does not change; add another",
                "appearance: where a figure appeared stays"
            ),
            (
                "stated_explanation", "explanation: what was said does not change; state another",
                "explanation: what was said stays"
            ),
        ]
        return words.flatMap { word -> [Attempt] in
            guard let sample = Sample.of(word.table) else { return [] }
            let texts = sample.columns.filter {
                ["title", "definition_en", "name_en", "count", "place", "text_en"].contains($0.name)
            }
            return texts.map { column in
                .refused(
                    word.table, sample.update([column.name: column.name == "count" ? "99" : "'another'"]),
                    says: word.change)
            } + [
                .refused(word.table, "DELETE FROM \(word.table) WHERE \(sample.existing)", says: word.removal),
                .refused(word.table, "DELETE FROM \(word.table)", says: word.removal),
            ]
        }
    }()
}
