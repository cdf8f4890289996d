/// A row that names nothing, and the removal of a row that is named.
enum ReferenceAttempts {
    static func all() throws -> [Attempt] {
        let rules = try SchemaRules.all()
        let messages = Set(rules.filter { $0.kind == .raise }.map(\.text))
        return rules.filter { $0.kind == .reference && $0.table != "municipal_schema" }.flatMap { rule -> [Attempt] in
            guard let target = rule.target, let child = Sample.of(rule.table), let parent = Sample.of(target) else {
                return []
            }
            return dangling(rule.text, child, parent, messages) + removals(rule.text, child, parent, messages)
        }
    }

    /// INSERT and UPDATE with a key that nothing has.
    private static func dangling(
        _ column: String, _ child: Sample, _ parent: Sample, _ messages: Set<String>
    ) -> [Attempt] {
        func answer(_ message: String) -> Attempt.Answer { messages.contains(message) ? .says(message) : .refuses }
        let message = "\(child.label): \(column) names no \(parent.label)"
        let probe = "EXISTS (SELECT 1 FROM \(child.table) WHERE \(column) = 999999)"
        return [
            Attempt(
                table: child.table, setup: child.setup,
                statement: child.insert(others(column, child).merging([column: "999999"]) { $1 }), probe: probe,
                answer: child.table == "current_batch" ? .refuses : answer(message), columns: [column]),
            Attempt(
                table: child.table,
                statement: child.update(
                    (child.table == "contact" ? others(column, child) : [:]).merging([column: "999999"]) { $1 }),
                probe: probe,
                answer: answer(message + " (update)"), columns: [column]),
        ]
    }

    /// What else must be written for a column to have a value: a succession is of offices or of services, a contact about
    /// an appointment or a request.
    private static func others(_ column: String, _ child: Sample) -> [String: String] {
        if child.table == "contact", column == "request_id" { return ["appointment_id": "NULL"] }
        // A visit that an appointment brought is served when it was called.
        if child.table == "visit", column == "appointment_id" { return ["served_at": "NULL", "left_at": "NULL"] }
        guard column.hasSuffix("cessor_service_id") else { return [:] }
        return [
            "predecessor_office_id": "NULL", "successor_office_id": "NULL", "predecessor_service_id": "1",
            "successor_service_id": "1",
        ]
    }

    /// DELETE of a row that another row names.
    private static func removals(
        _ column: String, _ child: Sample, _ parent: Sample, _ messages: Set<String>
    ) -> [Attempt] {
        // A batch names itself as the one that undid it; a total names the one that holds it.
        if child.table == parent.table || child.table == "current_batch" { return [] }
        // A published figure stays whatever names it.
        if parent.table == "published_figure" { return [] }
        // An appointment takes its steps along.
        if child.table == "appointment_step", parent.table == "appointment" { return [] }
        let article = "aeiou".contains(child.label.prefix(1)) ? "an" : "a"
        let subject = child.label.hasSuffix("hours") ? "\(child.label) name" : "\(article) \(child.label) names"
        let message = "\(parent.label): \(subject) it as \(column); it cannot be deleted"
        let key = parent.value("id")
        // What enters a set stands below its root, at that time.
        let isMember = child.table == "office_set_office" && parent.table == "office"
        // The office set in a sample's own set-up would be the one that is removed.
        let setup =
            [parent.insert(["id": key])]
            + (isMember ? ["INSERT INTO office_parent (office_id, parent_id) VALUES (\(key), 2)"] : [])
            + (parent.table == "office_set" ? [] : child.setup)
            + (child.table == "reported_count" && parent.table == "office_set"
                ? ["INSERT INTO office_set_office VALUES (\(key), 2, 0)"] : [])
            + [child.insert(others(column, child).merging([column: key]) { $1 })]
            + (isMember ? ["DELETE FROM office_parent WHERE office_id = \(key)"] : [])
        let answer: Attempt.Answer = messages.contains(message) ? .says(message) : .refuses
        return [
            Attempt(
                table: parent.table, setup: setup, statement: "DELETE FROM \(parent.table) WHERE id = \(key)",
                probe: "NOT EXISTS (SELECT 1 FROM \(parent.table) WHERE id = \(key))", answer: answer)
        ]
    }
}
