import MunicipalRegistry

/// A percentage as a statement says it: never more than the counts give.
enum StatementPercent: Equatable {
    /// Rounded to two places, or with fewer where it has no more.
    case exactly(String)
    /// A change that two places would show as none.
    case lessThan(String)
    /// A fall that two places would show as a fall to nothing.
    case moreThan(String)

    /// The size of a change; nil where it has no percentage, or there is none.
    init?(_ reduction: Ratio) {
        guard reduction.isDefined, reduction.numerator != 0 else { return nil }
        guard let percent = reduction.percent(places: 2) else { return nil }
        if percent.scaled == 0 {
            self = .lessThan("0.01")
        } else if percent.scaled == 10_000, reduction.numerator != reduction.denominator {
            self = .moreThan("99.99")
        } else {
            let places = (0...1).first { places in
                reduction.percent(places: places, rounding: .down) == reduction.percent(places: places, rounding: .up)
            }
            let shown = reduction.percent(places: places ?? 2)?.description ?? ""
            self = .exactly(String(shown.drop { $0 == "-" }))
        }
    }
}

extension NumberWriter {
    /// A number with two places: `43.85`.
    func decimal(_ ratio: Ratio) -> String { decimal(written: ratio.decimal()?.grouped ?? "") }

    /// `67.87%`, `less than 0.01%`.
    func percent(_ percent: StatementPercent) -> String {
        switch percent {
        case .exactly(let decimal): self.percent(decimal.grouped)
        case .lessThan(let bound): language.choose("تقل عن ", "less than ") + self.percent(bound)
        case .moreThan(let bound): language.choose("تزيد على ", "more than ") + self.percent(bound)
        }
    }
}

extension String {
    /// A decimal with commas between its thousands.
    fileprivate var grouped: String {
        let parts = split(separator: ".", maxSplits: 1)
        guard let whole = parts.first.flatMap({ Int($0) }) else { return self }
        return whole.grouped + (parts.count > 1 ? "." + parts[1] : "")
    }
}
