/// The parts of CHECKs: each operand of an AND is a rule by itself.
enum CheckParts {
    /// Those of a table.
    static func all(of table: SchemaObject) -> [Rule] {
        let tokens = sqlTokens(table.bytes)
        var parts: [Rule] = []
        for check in tokens.indices where tokens[check].word == "CHECK" {
            var opened = [check + 1]
            var index = check + 2
            while let open = opened.last, index < tokens.count {
                if tokens[index].text == "(" {
                    opened.append(index)
                } else if tokens[index].text == ")" {
                    parts += operands(tokens, (open + 1)..<index, table)
                    opened.removeLast()
                }
                index += 1
            }
        }
        return parts
    }

    /// The operands of the ANDs directly between two parentheses.
    private static func operands(_ tokens: [SQLToken], _ inside: Range<Int>, _ table: SchemaObject) -> [Rule] {
        guard let depth = inside.first.map({ tokens[$0].depth }) else { return [] }
        var edges = [inside.lowerBound - 1]
        var ands: Set<Int> = []
        var isBetween = false
        for index in inside where tokens[index].depth == depth {
            switch tokens[index].word {
            case "BETWEEN": isBetween = true
            case "AND" where isBetween: isBetween = false
            case "AND":
                edges.append(index)
                ands.insert(index)
            case "OR": edges.append(index)
            default: break
            }
        }
        edges.append(inside.upperBound)
        return zip(edges, edges.dropFirst()).compactMap { before, after in
            guard ands.contains(before) || ands.contains(after) else { return nil }
            let range = tokens[before + 1].range.lowerBound..<tokens[after - 1].range.upperBound
            let text = singleSpaced(String(decoding: table.bytes[range], as: UTF8.self))
            return Rule(
                kind: .check, table: table.name, object: table.name, text: text, ranges: [range], remainder: "1")
        }
    }
}
