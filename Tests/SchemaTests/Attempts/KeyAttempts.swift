/// A second row under a key, and a row that makes another one vanish.
enum KeyAttempts {
    static func all() throws -> [Attempt] {
        let messages = try Dictionary(
            SchemaRules.all().filter { $0.kind == .raise }.map { ($0.object, $0.text) }, uniquingKeysWith: { a, _ in a }
        )
        return Sample.all.flatMap { sample in
            sample.keys.flatMap { key in
                insertions(sample, key, says: messages["\(sample.table)_not_replaced"])
                    + changes(sample, key, says: messages["\(sample.table)_not_replaced_by_update"])
            }
        } + ids(messages) + unwrittenKeys
    }

    /// What a duplicate leaves: two rows, or another row than before. A derived table's row may be rewritten.
    private static func probe(_ sample: Sample, _ key: [String]) -> (setup: [String], probe: String) {
        let twice = "EXISTS (SELECT 1 FROM \(sample.table) GROUP BY \(key.joined(separator: ", ")) HAVING count(*) > 1)"
        if Sample.derived.contains(where: { $0.table == sample.table }) { return ([], twice) }
        // A key of NULLs is no key: two successions of services have no offices.
        let unchanged = Attempt.unchanged(sample.table)
        return ([unchanged.setup], unchanged.probe)
    }

    private static func existing(_ sample: Sample, _ key: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for column in key {
            values[column] = "(SELECT \(column) FROM \(sample.table) WHERE \(sample.existing) LIMIT 1)"
        }
        return values
    }

    /// INSERT under a key that is taken, also as an upsert.
    private static func insertions(_ sample: Sample, _ key: [String], says message: String?) -> [Attempt] {
        let (setup, probe) = probe(sample, key)
        // Another batch than the row's that is there, so that it would be seen to be replaced.
        var values = existing(sample, key)
        if sample.value("batch_id") == "0" { values["batch_id"] = "2" }
        let statement = sample.insert(values)
        let upsert = "\(statement) ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(key[0]) = \(key[0])"
        return [(statement, true), (upsert, false)].map { statement, isThorough in
            Attempt(
                table: sample.table, setup: sample.setup + setup, statement: statement, probe: probe,
                answer: message.map { .says($0) } ?? (isThorough ? .refuses : .anything), columns: key,
                isThorough: isThorough)
        }
    }

    /// UPDATE of another row to a key that is taken.
    private static func changes(_ sample: Sample, _ key: [String], says message: String?) -> [Attempt] {
        // The registry and the current batch have one row; there is no other.
        if sample.value("id") == "1" { return [] }
        let (setup, probe) = probe(sample, key)
        let own = sample.keys[0].map { "\($0) = \(sample.value($0))" }.joined(separator: " AND ")
        let isFixed = key == ["id"] || key == ["starts_at"] || sample.table == "succession"
        return [
            Attempt(
                table: sample.table, setup: sample.setup + [sample.insert()] + setup,
                statement: sample.update(existing(sample, key), where: own), probe: probe,
                answer: isFixed ? .refuses : message.map { .says($0) } ?? .refuses, columns: key)
        ]
    }

    /// UPDATE of an id under each of its names.
    private static func ids(_ messages: [String: String]) -> [Attempt] {
        Sample.all.filter { $0.keys[0] == ["id"] }.flatMap { sample in
            ["id", "rowid", "oid", "_rowid_"].map { name in
                let unchanged = Attempt.unchanged(sample.table)
                return Attempt(
                    table: sample.table, setup: [unchanged.setup],
                    statement: "UPDATE \(sample.table) SET \(name) = 71 WHERE \(sample.existing)",
                    probe: unchanged.probe,
                    answer: messages["\(sample.table)_keeps_id"].map { .says($0) } ?? .refuses, columns: ["id"],
                    isThorough: name == "id" || name == "rowid")
            }
        }
    }

    /// A key of NULL, where OR REPLACE writes the column's DEFAULT after BEFORE triggers have looked.
    private static let unwrittenKeys: [Attempt] = [
        ("office_parent", "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (2, 3, NULL)", []),
        (
            "office_parent",
            "UPDATE office_parent SET starts_on = NULL WHERE office_id = 2 AND starts_on = '2023-01-01'",
            ["INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (2, 3, '2023-01-01')"]
        ),
        (
            "service_channel",
            "INSERT INTO service_channel (service_id, channel_id, starts_on, ends_before) VALUES (1, 2, NULL, '2000-01-01')",
            []
        ),
        (
            "service_channel",
            "UPDATE service_channel SET starts_on = NULL WHERE service_id = 1 AND starts_on = '2026-01-01'",
            ["INSERT INTO service_channel (service_id, channel_id, starts_on) VALUES (1, 2, '2026-01-01')"]
        ),
        ("office_set_office", "INSERT INTO office_set_office VALUES (1, 3, NULL)", []),
    ].map { (table: String, statement: String, setup: [String]) in
        let unchanged = Attempt.unchanged(table)
        return Attempt(
            table: table, setup: setup + [unchanged.setup], statement: statement, probe: unchanged.probe,
            answer: .refuses)
    }
}
