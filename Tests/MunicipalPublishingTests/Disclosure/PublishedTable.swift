import MunicipalPublishing
import MunicipalRegistryTesting

/// A table of offices and services with its totals, as it may be published.
struct PublishedTable {
    /// By office, then by service.
    var cells: [[Int]]

    /// A table of 3 to 6 offices and as many services: a tenth of the counts zero, three tenths 1 through 4, the rest 5
    /// through 200.
    static func random(_ random: inout SeededGenerator) -> PublishedTable {
        let (rows, columns) = (Int.random(in: 3...6, using: &random), Int.random(in: 3...6, using: &random))
        return PublishedTable(
            cells: (0..<rows).map { _ in
                (0..<columns).map { _ in
                    switch Int.random(in: 0..<10, using: &random) {
                    case 0: 0
                    case 1...3: Int.random(in: 1...4, using: &random)
                    default: Int.random(in: 5...200, using: &random)
                    }
                }
            })
    }

    /// Every line: its office and service, empty for a total, and its count.
    var lines: [(office: String, service: String, count: Int)] {
        var lines: [(String, String, Int)] = []
        for (row, counts) in cells.enumerated() {
            for (column, count) in counts.enumerated() { lines.append(("o\(row)", "s\(column)", count)) }
            lines.append(("o\(row)", "", counts.reduce(0, +)))
        }
        for column in cells[0].indices { lines.append(("", "s\(column)", cells.map { $0[column] }.reduce(0, +))) }
        lines.append(("", "", cells.joined().reduce(0, +)))
        return lines
    }

    /// The table as CSV, each line's count printed as the closure says; a line without a text is left out.
    func csv(_ printed: (_ office: String, _ service: String, _ count: Int) -> String?) -> DisclosureAudit.Table {
        var text = "office,service,count\n"
        for line in lines {
            guard let count = printed(line.office, line.service, line.count) else { continue }
            text += "\(line.office),\(line.service),\(count)\n"
        }
        return DisclosureAudit.Table(name: "table.csv", bytes: Array(text.utf8))
    }

    /// Small counts withheld, and nothing else.
    var suppressed: DisclosureAudit.Table {
        csv { office, service, count in
            !office.isEmpty && !service.isEmpty && (1...4).contains(count) ? "x" : "\(count)"
        }
    }

    /// Every line rounded on its own.
    var rounded: DisclosureAudit.Table { csv { "\(Disclosure.round5.rounded($2))" } }

    /// How many counts are 1 through 4.
    var small: Int { cells.joined().filter { (1...4).contains($0) }.count }
}
