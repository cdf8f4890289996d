/// The codes that somebody may have meant.
enum NearCodes {
    /// Up to three of the codes that are at most two slips (one in a short code) from the text, the nearest first.
    ///
    /// A slip is a letter left out, put in, changed, or exchanged with its neighbour.
    static func of(_ text: String, among codes: [String]) -> [String] {
        let wanted = Array(MatchKey(text).text.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
        let limit = wanted.count <= 3 ? 1 : 2
        let near = codes.compactMap { code -> (slips: Int, code: String)? in
            let slips = slips(from: wanted, to: Array(MatchKey(code).text.unicodeScalars))
            return slips <= limit ? (slips, code) : nil
        }
        return near.sorted { ($0.slips, $0.code) < ($1.slips, $1.code) }.prefix(3).map(\.code)
    }

    private static func slips(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var line = [row + 1]
            for (column, other) in second.enumerated() {
                var best = min(last[column + 1] + 1, line[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                line.append(best)
            }
            (beforeLast, last) = (last, line)
        }
        return last[second.count]
    }
}
