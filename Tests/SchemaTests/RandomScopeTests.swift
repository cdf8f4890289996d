import Testing

/// Triggers make anew only the rows of those that a change is about; what they leave must be right too.
@Suite("The scopes' tables over random catalogues")
struct RandomScopeTests {
    @Test("hold after every move, succession and deletion what the schema works out", arguments: [1, 2, 3, 4])
    func follow(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var script = try SeededCity.script(withMeasures: false)
        script += (1...8).map {
            "INSERT INTO office (code, name_ar, name_en, kind) VALUES ('O\($0)', 'a', 'b', 'other');"
        }
        .joined(separator: "\n")
        script += (1...4).map { "INSERT INTO service (code, name_ar, name_en) VALUES ('S\($0)', 'a', 'b');" }
            .joined(separator: "\n")
        let statements = (0..<160).map { _ in Self.statement(&dice) }
        for (kind, sql) in statements {
            script += """

                \(sql);
                SELECT '\(kind)', total_changes(), \(ScopeAttempts.differs("office_scope")), \
                \(ScopeAttempts.differs("service_scope"));
                """
        }
        let answers = try Shell.run(script).lines.map { $0.split(separator: "|") }
        #expect(answers.count == statements.count)
        var made: [Substring: Int] = [:]
        var before: Substring?
        for (answer, statement) in zip(answers, statements) {
            let isRight = answer.suffix(2) == ["0", "0"]
            #expect(isRight, "\(statement.sql)")
            if !isRight { break }
            if before != answer[1] { made[answer[0], default: 0] += 1 }
            before = answer[1]
        }
        for kind in Self.kinds { #expect(made["\(kind)"] ?? 0 > 0, "no \(kind) was accepted") }
    }

    private static let kinds = [
        "move", "parent corrected", "move deleted", "office joined", "service joined", "succession corrected",
        "succession deleted", "sector", "renamed",
    ]

    /// A change, which the schema may refuse.
    private static func statement(_ dice: inout Dice) -> (kind: String, sql: String) {
        let office = dice.roll(12) + 1
        let other = dice.roll(12) + 1
        let day = "\(2000 + dice.roll(20))-0\(1 + dice.roll(9))-01"
        let word = ["merged", "split", "moved", "recoded"][dice.roll(4)]
        let one = "id = (SELECT id FROM succession ORDER BY id LIMIT 1 OFFSET \(dice.roll(6)))"
        switch kinds[dice.roll(kinds.count)] {
        case "move":
            return (
                "move",
                "INSERT INTO office_parent (office_id, parent_id, starts_on) VALUES (\(office), \(other), '\(day)')"
            )
        case "parent corrected":
            return ("parent corrected", "UPDATE office_parent SET parent_id = \(other) WHERE office_id = \(office)")
        case "move deleted":
            return (
                "move deleted",
                "DELETE FROM office_parent WHERE office_id = \(office) AND starts_on > '1900-01-01'"
            )
        case "office joined":
            return (
                "office joined",
                """
                INSERT INTO succession (kind, on_day, predecessor_office_id, successor_office_id)
                VALUES ('\(word)', '\(day)', \(office), \(other))
                """
            )
        case "service joined":
            return (
                "service joined",
                """
                INSERT INTO succession (kind, on_day, predecessor_service_id, successor_service_id)
                VALUES ('\(word)', '\(day)', \(office % 7 + 1), \(other % 7 + 1))
                """
            )
        case "succession corrected":
            return ("succession corrected", "UPDATE succession SET kind = '\(word)', on_day = '\(day)' WHERE \(one)")
        case "succession deleted": return ("succession deleted", "DELETE FROM succession WHERE \(one)")
        case "sector": return ("sector", "UPDATE service SET sector = 'sector \(other)' WHERE id = \(office % 7 + 1)")
        default:
            return (
                "renamed",
                """
                INSERT INTO succession (kind, on_day, predecessor_office_id, successor_office_id)
                VALUES ('renamed', '\(day)', \(office), \(office))
                """
            )
        }
    }
}

/// Numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, 2014).
private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(1, sides)))
    }
}
