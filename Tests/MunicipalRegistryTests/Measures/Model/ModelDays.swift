/// Days as plain numbers from 2020-01-01 (0) on, worked out by counting; shares nothing with the library.
enum ModelDays {
    /// Before everything.
    static let always = -1_000_000
    /// After everything.
    static let never = 1_000_000

    static let texts: [String] = {
        var texts: [String] = []
        for year in 2020...2026 {
            for month in 1...12 {
                let lengths = [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
                for day in 1...lengths[month - 1] {
                    let month = month < 10 ? "0\(month)" : "\(month)"
                    texts.append("\(year)-\(month)-\(day < 10 ? "0\(day)" : "\(day)")")
                }
            }
        }
        return texts
    }()

    static let numbers = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, $0) })

    static func text(_ day: Int) -> String { day == always ? "1900-01-01" : texts[day] }
    static func number(_ text: String) -> Int { numbers[text] ?? (text < "2020" ? always : never) }
}

/// A half-open stretch of days with the name that a view gives it.
struct ModelPeriod: Hashable {
    var start: Int
    var end: Int
    var last: Int { end - 1 }

    init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    init(_ start: String, before end: String) {
        self.init(ModelDays.number(start), ModelDays.number(end))
    }

    /// A month, counted from 0, of this year or a later one.
    static func month(_ year: Int, _ number: Int) -> ModelPeriod {
        func first(_ number: Int) -> Int {
            let (year, month) = (year + number / 12, number % 12 + 1)
            return ModelDays.number("\(year)-\(month < 10 ? "0" : "")\(month)-01")
        }
        return ModelPeriod(first(number), first(number + 1))
    }

    /// How the library reads it.
    var text: String { "\(ModelDays.text(start))..<\(ModelDays.text(end))" }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
}

extension ModelDays {
    /// A day later than all that the model knows, as is the machine's today, by which views go.
    static var lastDay: Int { texts.count - 1 }
}
