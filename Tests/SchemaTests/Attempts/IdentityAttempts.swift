/// Ids by hand: each is found by itself, and is the next.
enum IdentityAttempts {
    static func all() throws -> [Attempt] {
        let messages = Set(try SchemaRules.all().filter { $0.kind == .raise }.map(\.text))
        return Sample.all.flatMap { sample -> [Attempt] in
            let message = "\(sample.label): its id is found by itself; leave it out"
            guard messages.contains(message), let next = Int(sample.value("id")) else { return [] }
            return [next + 1, -1, Int.max].map {
                .refused(sample.table, sample.insert(["id": "\($0)"]), says: message, after: sample.setup)
            }
        } + [forgotten]
    }

    /// The id of whoever was forgotten, last of all, which history still has.
    private static let forgotten = Attempt.refused(
        "beneficiary", "INSERT INTO beneficiary (id, token, kind) VALUES (2, 'zbcdefghijklmnopqrstuv', 'unknown')",
        says: "beneficiary: its id is found by itself; leave it out",
        after: [
            "INSERT INTO beneficiary (token, kind) VALUES ('abcdefghijklmnopqrstuw', 'unknown')",
            "DELETE FROM beneficiary WHERE id = 2",
        ])
}
