/// Reads the rules that a CREATE TABLE says.
struct TableRules {
    private let table: SchemaObject
    private let tokens: [SQLToken]
    private(set) var rules: [Rule] = []

    init(_ table: SchemaObject) {
        self.table = table
        tokens = sqlTokens(table.bytes)
        guard let open = tokens.firstIndex(where: { $0.text == "(" }),
            let close = tokens.lastIndex(where: { $0.text == ")" && $0.depth == 0 })
        else { return }
        var start = open + 1
        for index in (open + 1)...close where index == close || (tokens[index].text == "," && tokens[index].depth == 1)
        {
            read(start..<index, comma: tokens[start - 1].range)
            start = index + 1
        }
    }

    private mutating func add(_ kind: Rule.Kind, _ text: String, _ ranges: [Range<Int>], target: String? = nil) {
        rules.append(
            Rule(kind: kind, table: table.name, object: table.name, text: text, ranges: ranges, target: target))
    }

    /// One column or one constraint of the table.
    private mutating func read(_ item: Range<Int>, comma: Range<Int>) {
        var index = item.lowerBound
        let isColumn = !["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].contains(tokens[index].word)
        let whole = comma.lowerBound..<tokens[item.upperBound - 1].range.upperBound
        let column = tokens[index].name
        if isColumn { index += 1 }
        while index < item.upperBound {
            let token = tokens[index]
            switch token.word {
            case "NOT":
                add(.notNull, column, [token.range.lowerBound..<tokens[index + 1].range.upperBound])
                index += 2
            case "CHECK":
                let end = closing(index + 1)
                let text = source(tokens[index + 1].range.upperBound..<tokens[end].range.lowerBound)
                add(
                    .check, singleSpaced(text),
                    [isColumn ? token.range.lowerBound..<tokens[end].range.upperBound : whole])
                index = end + 1
            case "REFERENCES":
                var end = closing(index + 2)
                while end + 1 < item.upperBound, ["DEFERRABLE", "INITIALLY", "DEFERRED"].contains(tokens[end + 1].word)
                {
                    end += 1
                }
                add(
                    .reference, column, [token.range.lowerBound..<tokens[end].range.upperBound],
                    target: tokens[index + 1].name)
                index = end + 1
            case "UNIQUE" where isColumn:
                add(.key, column, [token.range])
                index += 1
            case "PRIMARY" where isColumn:
                // AUTOINCREMENT is a part of it.
                let last = tokens[index + 2].word == "AUTOINCREMENT" ? index + 2 : index + 1
                add(.key, column, [token.range.lowerBound..<tokens[last].range.upperBound] + withoutRowid)
                index = last + 1
            case "UNIQUE", "PRIMARY":
                let open = token.word == "UNIQUE" ? index + 1 : index + 2
                let end = closing(open)
                let columns = tokens[(open + 1)..<end].filter { $0.text != "," }.map(\.name)
                add(.key, columns.joined(separator: ", "), [whole] + (token.word == "PRIMARY" ? withoutRowid : []))
                index = end + 1
            default:
                index += 1
            }
        }
    }

    /// The words that a table without a primary key cannot have.
    private var withoutRowid: [Range<Int>] {
        guard let without = tokens.lastIndex(where: { $0.word == "WITHOUT" }) else { return [] }
        return [tokens[without - 1].range.lowerBound..<tokens[without + 1].range.upperBound]
    }

    private func closing(_ open: Int) -> Int {
        (open..<tokens.count).first { tokens[$0].text == ")" && tokens[$0].depth == tokens[open].depth } ?? open
    }

    private func source(_ range: Range<Int>) -> Substring {
        Substring(String(decoding: table.bytes[range], as: UTF8.self))
    }
}
