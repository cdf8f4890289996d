public import MunicipalRegistry

/// What published tables give away: small counts that they hide, or never printed, and that their sums give back.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised, and `docs/disclosure.md` explains them.
public struct DisclosureAudit: Sendable, Encodable {
    /// A count that is not printed as it is.
    public struct Cell: Sendable, Encodable {
        /// What it is of, by the tables' columns; a column that is not there is a total over it.
        public let of: [String: String]
        /// As it is printed, `5` or `x`; null where no table has it.
        public let shown: Nullable<String>
        /// The count that it must be; null where it was not decided.
        public let count: Nullable<Int>
    }

    /// How many counts are printed.
    public let published: Int
    /// How many counts of the tables are not printed as they are: withheld, rounded, or never printed.
    public let hidden: Int
    /// Those that must be one number from 1 through 4: these fall.
    public let fallen: [Cell]
    /// Those of which the search was given up.
    public let undecided: [Cell]

    private let columns: [String]

    enum CodingKeys: CodingKey { case published, hidden, fallen, undecided }

    /// Counts from 1 through this are small: such a count can be somebody's.
    static let mostSmall = 4
    /// How many sums are looked at to narrow each count by itself.
    private static let budget = 200_000
    /// No table of so many bytes has as few lines as are looked at.
    package static let mostBytes = 16_777_216
    /// How much all searches together may compute: some seconds.
    package static let work = 2_000_000_000

    /// A table to audit.
    public struct Table: Sendable {
        /// Its name, for errors.
        public var name: String
        /// CSV with a column `count`.
        public var bytes: [UInt8]
        /// The encoding of the CSV.
        public var encoding: ImportOptions.Encoding

        /// A table.
        public init(name: String, bytes: [UInt8], encoding: ImportOptions.Encoding = .utf8) {
            self.name = name
            self.bytes = bytes
            self.encoding = encoding
        }
    }

    /// Audits tables that are published together.
    ///
    /// All that is used is that counts are whole numbers of zero or more and that a total is the sum of its parts, which
    /// must all be there. A search in whole numbers decides of each hidden count whether it can be two things.
    ///
    /// - Parameters:
    ///   - tables: the tables.
    ///   - disclosure: how their counts are rounded; nil where they are printed as they are.
    /// - Throws: what reading CSV throws; `invalidCount`; `invalidScope` for more cells than are looked at; `notComparable`
    ///   where no counts at all give the printed sums.
    public static func audit(
        _ tables: [Table], roundedBy disclosure: Disclosure? = nil
    ) throws(RegistryError) -> DisclosureAudit {
        try audit(tables, roundedBy: disclosure, work: work)
    }

    /// The same, giving up after so much has been computed.
    package static func audit(
        _ tables: [Table], roundedBy disclosure: Disclosure?, work: Int
    ) throws(RegistryError) -> DisclosureAudit {
        var published = PublishedTables()
        for table in tables {
            guard table.bytes.count <= mostBytes else { throw PublishedTables.tooMany(table.name) }
            var rest = table.bytes[...]
            try published.read(table.name, in: table.encoding, roundedBy: disclosure) {
                defer { rest = [] }
                return Array(rest)
            }
        }
        return try DisclosureAudit(published, work: work)
    }

    private init(_ tables: PublishedTables, work: Int) throws(RegistryError) {
        var cells = try CellSystem(tables)
        if let place = cells.contradiction(budget: Self.budget) {
            throw RegistryError(
                .notComparable, "no counts give this total and its parts", at: place,
                remedy: Self.remedyForContradiction)
        }
        let hidden = cells.hidden
        var seen: [ClosedRange<Int>] = []
        func note(_ numbers: [Int]) {
            seen =
                seen.isEmpty
                ? numbers.map { $0...$0 } : zip(seen, numbers).map { min($0.lowerBound, $1)...max($0.upperBound, $1) }
        }
        var search = SumSearch(cells.system, work: work)
        switch search.search() {
        case .found(let numbers): note(numbers)
        case .impossible:
            throw RegistryError(
                .notComparable, "no counts give all these totals", remedy: Self.remedyForContradiction)
        case .unknown: break
        }
        var (fallen, undecided): ([Cell], [Cell]) = ([], [])
        for index in hidden {
            let domain = cells.system.domains[index]
            // What may be zero or large by the first answer need not be small; without an answer nothing is known.
            guard domain.overlaps(1...Self.mostSmall) else { continue }
            guard let answer = seen.indices.contains(index) ? seen[index] : nil else {
                undecided.append(cells.cell(index, nil))
                continue
            }
            guard answer.count == 1, (1...Self.mostSmall).contains(answer.lowerBound) else { continue }
            let value = answer.lowerBound
            var isDecided = true
            for other in [domain.lowerBound..<value, value + 1..<domain.upperBound + 1] where !other.isEmpty {
                switch search.search(index, in: other.lowerBound...other.upperBound - 1) {
                case .found(let numbers): note(numbers)
                case .impossible: continue
                case .unknown: isDecided = false
                }
                break
            }
            if seen[index].count > 1 { continue }
            if isDecided { fallen.append(cells.cell(index, value)) } else { undecided.append(cells.cell(index, nil)) }
        }
        self.init(
            published: tables.lines.count, hidden: hidden.count, fallen: fallen, undecided: undecided,
            columns: tables.columns)
    }

    private static let remedyForContradiction =
        "give what a breakdown leaves out a line of its own, and say --disclosure where counts are rounded"

    private init(published: Int, hidden: Int, fallen: [Cell], undecided: [Cell], columns: [String]) {
        self.published = published
        self.hidden = hidden
        self.fallen = fallen
        self.undecided = undecided
        self.columns = columns
    }
}

extension DisclosureAudit {
    /// The audit for people.
    public func rendered(as format: PlainTable.Format, in language: Language) -> String {
        let say = language.choose
        func row(_ cell: Cell) -> [String] {
            columns.map { cell.of[$0] ?? say("الكل", "all") }
                + [cell.shown.value ?? say("غير منشور", "not printed"), cell.count.value.map(String.init) ?? "?"]
        }
        let table = PlainTable(
            columns: columns.map { .init($0) } + [.init(say("المنشور", "printed"), isNumber: true)]
                + [.init(say("الحقيقي", "is"), isNumber: true)],
            rows: (fallen + undecided).map(row))
        if format == .csv { return table.rendered(as: .csv) }
        var text = say(
            "الأعداد الصغيرة (1 إلى 4) التي تكشفها المجاميع: \(fallen.count.grouped)، من أعداد مخفية عددها \(hidden.grouped)\n",
            "\(fallen.count.grouped) of \(hidden.grouped) hidden counts can be recovered and are small (1 to 4)\n")
        if !undecided.isEmpty {
            text += say("لم يُحسم: \(undecided.count.grouped)\n", "not decided: \(undecided.count.grouped)\n")
        }
        return text + (table.rows.isEmpty ? "" : "\n" + table.rendered(as: format))
    }
}
