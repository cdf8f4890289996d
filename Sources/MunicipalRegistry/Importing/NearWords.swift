/// The words that somebody may have meant.
struct NearWords {
    private let words: [(word: String, letters: [Unicode.Scalar])]

    /// Words to be compared with, folded once.
    init(_ words: [String]) {
        self.words = words.map { ($0, Array(MatchKey($0).text.unicodeScalars.prefix(64))) }
    }

    /// Up to three of the words that are at most two slips (one in a short word) from the text, the nearest first; or
    /// that hold it, or are held by it.
    func of(_ text: String) -> [String] {
        let wanted = Array(MatchKey(text).text.unicodeScalars.prefix(64))
        guard !wanted.isEmpty else { return [] }
        let limit = wanted.count <= 4 ? 1 : 2
        var near: [(slips: Int, word: String)] = []
        var rows = Rows(wanted.count)
        for (word, letters) in words {
            if let slips = rows.slips(from: letters, to: wanted, limit: limit) {
                near.append((slips, word))
            } else if letters.count >= 3, wanted.count >= 3,
                letters.starts(with: wanted) || wanted.starts(with: letters)
            {
                near.append((limit + 1, word))
            }
        }
        return near.sorted { ($0.slips, $0.word) < ($1.slips, $1.word) }.prefix(3).map(\.word)
    }

    /// Up to three of the words that somebody may have meant.
    static func of(_ text: String, among words: [String]) -> [String] { NearWords(words).of(text) }

    /// Two rows of the table of slips, used again for every word.
    private struct Rows {
        private var last: [Int]
        private var line: [Int]

        init(_ count: Int) {
            last = [Int](repeating: 0, count: count + 1)
            line = last
        }

        /// How many letters must be left out, put in or changed to get from one word to the other; nil beyond the limit.
        mutating func slips(from first: [Unicode.Scalar], to second: [Unicode.Scalar], limit: Int) -> Int? {
            guard abs(first.count - second.count) <= limit else { return nil }
            for column in 0...second.count { last[column] = column }
            for (row, letter) in first.enumerated() {
                line[0] = row + 1
                var least = row + 1
                for (column, other) in second.enumerated() {
                    let slips = min(last[column + 1] + 1, line[column] + 1, last[column] + (letter == other ? 0 : 1))
                    line[column + 1] = slips
                    least = min(least, slips)
                }
                if least > limit { return nil }
                swap(&last, &line)
            }
            return last[second.count] <= limit ? last[second.count] : nil
        }
    }
}
