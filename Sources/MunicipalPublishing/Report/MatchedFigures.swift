public import MunicipalRegistry

extension PeriodReport {
    /// How many cells, office × service, stand in which state, and those that do not stand alike.
    public struct ComparedCoverage: Encodable, Sendable {
        /// Of the baseline.
        public var baseline: ComparisonCoverage.Counts
        /// Of the current period.
        public var current: ComparisonCoverage.Counts
        /// Those that are not complete in both, or not there throughout.
        public var uneven: [Cells]

        init(_ coverage: ComparisonCoverage, _ language: Language) {
            baseline = coverage.baseline
            current = coverage.current
            uneven = coverage.uneven.map { Cells($0, language) }
        }
    }

    /// Cells that stand alike.
    public struct Cells: Encodable, Sendable {
        /// The offices' codes; empty for every office.
        public var offices: [String]
        /// The service's code; null for all services.
        public var service: Nullable<String>
        /// How many cells they are.
        public var cells: Int
        /// How they stand in the baseline.
        public var baseline: CellState
        /// How they stand in the current period.
        public var current: CellState
        /// Why matching leaves them out; null where it does not.
        public var cause: Nullable<PanelCell.Cause>
        /// All that in a sentence.
        public var text: String

        init(_ cell: PanelCell, _ language: Language) {
            offices = cell.offices
            service = Nullable(cell.service)
            cells = cell.cells
            baseline = cell.baseline
            current = cell.current
            cause = Nullable(cell.cause)
            text = language.text(of: cell)
        }
    }

    /// What a matched comparison kept.
    public struct Matched: Encodable, Sendable {
        /// Of the total of one period.
        public struct Side: Encodable, Sendable {
            /// What is kept.
            public var kept: Int
            /// The whole, as far as it is known.
            public var whole: Int
            /// kept / whole in percent, two places; null of nothing.
            public var percent: Nullable<String>

            init(_ kept: Int, of whole: Int) {
                self.kept = kept
                self.whole = whole
                percent = Ratio(kept, of: whole).twoPlaces
            }

            /// As it is published.
            fileprivate func rounded(_ disclosure: Disclosure) -> Side {
                var side = Side(disclosure.rounded(kept), of: disclosure.rounded(whole))
                side.percent = disclosure.percent(of: Ratio(side.kept, of: side.whole))
                return side
            }
        }

        /// Of the baseline; null for visitors of several totals.
        public var baseline: Nullable<Side>
        /// Of the current period, likewise.
        public var current: Nullable<Side>
        /// (current − baseline) / baseline of what is kept, in percent, two places; null over zero.
        public var growthPercent: Nullable<String>
        /// The same of the wholes.
        public var wholeGrowthPercent: Nullable<String>
        /// How many cells, office × service, are kept.
        public var keptCells: Int
        /// How many there are.
        public var cells: Int
        /// What is left out, and why.
        public var leftOut: [Cells]

        init(_ panel: MatchedPanel, _ language: Language) {
            baseline = Nullable(panel.baseline.map { Side($0.kept, of: $0.whole) })
            current = Nullable(panel.current.map { Side($0.kept, of: $0.whole) })
            growthPercent = Nullable(nil)
            wholeGrowthPercent = Nullable(nil)
            keptCells = panel.keptCells
            cells = panel.cells
            leftOut = panel.leftOut.map { Cells($0, language) }
            grow()
        }

        /// The growths are of the counts that stand there, those from too few left out where they are published.
        private mutating func grow(_ disclosure: Disclosure? = nil) {
            guard let baseline = baseline.value, let current = current.value else { return }
            func growth(_ from: Int, _ to: Int) -> Nullable<String> {
                let (difference, overflow) = to.subtractingReportingOverflow(from)
                let ratio = Ratio(difference, of: from)
                return overflow ? Nullable(nil) : disclosure.map { $0.percent(of: ratio) } ?? ratio.twoPlaces
            }
            growthPercent = growth(baseline.kept, current.kept)
            wholeGrowthPercent = growth(baseline.whole, current.whole)
        }

        /// Counts and shares as they are published.
        mutating func round(_ disclosure: Disclosure) {
            baseline.value = baseline.value?.rounded(disclosure)
            current.value = current.value?.rounded(disclosure)
            grow(disclosure)
        }

        /// For people: what is kept, and at most ten of those left out.
        func lines(_ language: Language) -> [String] {
            let say = language.choose
            var lines = [
                say(
                    "أُبقي \(keptCells.grouped) من \(cells.grouped) خلية (جهة × خدمة)",
                    "kept \(keptCells.grouped) of \(cells.grouped) cells (office × service)")
            ]
            for (name, side) in [
                (say("فترة الأساس", "baseline"), baseline.value), (say("الفترة الحالية", "current"), current.value),
            ] {
                guard let side else { continue }
                let share = side.percent.value.map { " (\(language.isolated("\($0)%")))" } ?? ""
                lines.append(
                    say(
                        "\(name): \(side.kept.grouped) من \(side.whole.grouped)\(share)",
                        "\(name): \(side.kept.grouped) of \(side.whole.grouped)\(share)"))
            }
            lines += leftOut.prefix(10).map { say("استُبعد: ", "left out: ") + $0.text }
            let more = leftOut.count - 10
            if more > 0 { lines.append(say("و\(more.grouped) غيرها", "and \(more.grouped) more")) }
            return lines
        }
    }

    /// A line for each period: how much of its count is kept.
    func addMatched(_ matched: Matched?, of name: String, to table: inout PlainTable) {
        guard let matched else { return }
        let title = language.choose("المُبقى من \(name)", "\(name) kept by matching")
        for (side, days) in [(matched.baseline.value, baseline.value), (matched.current.value, period)] {
            guard let side, let days else { continue }
            table.add(
                FigureLine(
                    title, days.name, count: side.kept, Fraction(side.kept, side.whole), side.percent.value, "%",
                    status: .ok))
        }
    }
}

extension Language {
    /// What cells are and how they stand, in a sentence without a full stop.
    func text(of cell: PanelCell) -> String {
        guard self == .arabic else { return cell.text }
        let more = cell.offices.count - 5
        let shown = cell.offices.prefix(5).map(isolated).joined(separator: "، ") + (more > 0 ? "، و\(more) غيرها" : "")
        let whose = cell.offices.isEmpty ? "كل الجهات" : shown
        let what = cell.service.map { "خدمة \(isolated($0)) في \(whose)" } ?? whose
        func words(_ state: CellState) -> String {
            switch state {
            case .complete: "مكتملة"
            case .partial: "جزئية"
            case .missing: "غير متوفرة"
            case .notApplicable: "لا تنطبق"
            }
        }
        return switch cell.cause {
        case .notThroughout: "\(what): لم تكن قائمة في كل أيام الفترتين"
        case .unclassified: "\(what): إجمالياتها لا تذكر كيف قُدِّمت طلباتها"
        case .incomplete, nil:
            "\(what): بياناتها \(words(cell.baseline)) في فترة الأساس، و\(words(cell.current)) في الفترة الحالية"
        }
    }
}
