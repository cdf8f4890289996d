import Crypto

/// What a figure came from, in the canonical text of which its digest is made: `docs/publishing.md` describes it.
struct FigureText {
    var measure: PublishedMeasure
    var version: Int
    var unit: CountedMeasure
    var scope: String
    var basis: DigitizationRate.Basis
    var assistedCountsAsDigital: Bool
    var ifUneven: UnevenPeriods
    var period: Period
    var baseline: Period?
    var counts: [(side: FigureSide, count: FigureCount)]
    var lacks: [String]
    var offices: [PublishedOffice]
    var cells: [FigureCell]

    /// The text: a line each, its fields apart by tabs, lists of lines in the order of their bytes.
    var text: String {
        var lines = [
            "municipal-registry published figure 1", ["measure", measure.rawValue, "\(version)"].line,
            ["unit", unit.rawValue].line,
        ]
        lines += scope.split(separator: "\n").map { ["scope", String($0)].line }
        lines += [
            ["basis", basis.rawValue].line, ["assisted_is_digital", assistedCountsAsDigital ? "1" : "0"].line,
            ["if_uneven", ifUneven.rawValue].line, ["period", "\(period.start)", "\(period.end)"].line,
        ]
        if let baseline { lines.append(["baseline", "\(baseline.start)", "\(baseline.end)"].line) }
        lines += counts.map {
            ["count", $0.side.rawValue, "\($0.count.count)", $0.count.total.map(String.init) ?? ""].line
        }
        lines += lacks.map { "lack\t" + $0 }.inByteOrder
        lines +=
            offices.map { office in
                ["office", office.code, office.openedOn.map { "\($0)" } ?? "", office.closedOn.map { "\($0)" } ?? ""]
                    .line
            }.inByteOrder
        lines += cells.byKey.map { (["cell"] + $0.key.fields + ["\($0.value)"]).line }.inByteOrder
        return lines.map { $0 + "\n" }.joined()
    }

    /// The SHA-256 of the text's UTF-8, in hexadecimal.
    var digest: String {
        ImportInput.hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }
}

extension [String] {
    fileprivate var line: String { joined(separator: "\t") }

    /// In the order of their bytes, in which no language has a say.
    fileprivate var inByteOrder: [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}

extension [FigureCell] {
    /// How much each cell adds, whatever batches it came with.
    var byKey: [FigureCell.Key: Int] {
        // Counts of a figure whose sum was held to 64 bits before.
        reduce(into: [:]) { sums, cell in sums[cell.key, default: 0] &+= cell.count }
    }
}
