/// The words that somebody may have meant.
enum NearWords {
    /// Up to three of the words that are at most two slips (one in a short word) from the text, the nearest first; or
    /// that hold it, or are held by it.
    static func of(_ text: String, among words: [String]) -> [String] {
        let wanted = MatchKey(text).text
        let letters = Array(wanted.unicodeScalars.prefix(64))
        guard !letters.isEmpty else { return [] }
        let limit = letters.count <= 4 ? 1 : 2
        var near: [(slips: Int, word: String)] = []
        for word in words {
            let key = MatchKey(word).text
            let slips = slips(from: letters, to: Array(key.unicodeScalars.prefix(64)))
            if slips <= limit {
                near.append((slips, word))
            } else if key.count >= 3, wanted.count >= 3, key.hasPrefix(wanted) || wanted.hasPrefix(key) {
                near.append((limit + 1, word))
            }
        }
        return near.sorted { ($0.slips, $0.word) < ($1.slips, $1.word) }.prefix(3).map(\.word)
    }

    /// How many letters must be left out, put in or changed to get from one word to the other.
    private static func slips(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var line = [row + 1]
            for (column, other) in second.enumerated() {
                line.append(min(last[column + 1] + 1, line[column] + 1, last[column] + (letter == other ? 0 : 1)))
            }
            last = line
        }
        return last[second.count]
    }
}
