import RegistrySQLite

/// What a figure that is published is about: a measure over days and a scope, with the options that are part of its
/// definition.
public struct FigureQuestion: Sendable, Hashable {
    /// What is counted or compared.
    public var measure: PublishedMeasure
    /// The days.
    public var period: Period
    /// What they are held against; only where the measure compares.
    public var baseline: Period?
    /// How the period is written where it is printed, `2024-H1` or `AH1445-H1`.
    public var periodText: String
    /// How the baseline is written.
    public var baselineText: String?
    /// Offices, services, sectors and channels.
    public var scope: Scope
    /// `visits` or `visitors`, of a visit reduction; nil for whichever is covered.
    public var unit: CountedMeasure?
    /// Whether a rate is of requests submitted or completed.
    public var basis: DigitizationRate.Basis
    /// Whether requests made with help count as digital.
    public var assistedCountsAsDigital: Bool
    /// What to do with two periods that are not covered alike.
    public var ifUneven: UnevenPeriods

    /// A question; periods are printed as they describe themselves unless said otherwise.
    public init(
        _ measure: PublishedMeasure, in period: Period, against baseline: Period? = nil, scope: Scope = .authority,
        unit: CountedMeasure? = nil, basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) {
        self.measure = measure
        self.period = period
        self.baseline = baseline
        self.periodText = period.description
        self.baselineText = baseline?.description
        self.scope = scope
        self.unit = unit
        self.basis = basis
        self.assistedCountsAsDigital = assistedCountsAsDigital
        self.ifUneven = ifUneven
    }

    /// The two periods by side, the baseline first.
    var days: [(side: ComparisonReason.Side, days: Period)] {
        (baseline.map { [(.baseline, $0)] } ?? []) + [(.current, period)]
    }

    /// Throws `invalidValue` where there is a baseline too many, or one is lacking.
    func check() throws(RegistryError) {
        if measure.isComparison, baseline == nil {
            throw RegistryError(
                .invalidValue, "\(measure.rawValue) holds a period against a baseline, and none was given",
                remedy: "give a baseline")
        }
        if !measure.isComparison, baseline != nil {
            let other =
                switch measure {
                case .digitizationRate: PublishedMeasure.digitizationChange
                case .requests: PublishedMeasure.requestGrowth
                default: PublishedMeasure.visitReduction
                }
            throw RegistryError(
                .invalidValue, "\(measure.rawValue) is of one period, and a baseline was given",
                remedy: "leave the baseline out, or publish \(other.rawValue)")
        }
    }
}

extension Scope {
    /// As the schema keeps it: what narrows it, a line each, lists in the order of their bytes.
    ///
    /// Throws `invalidValue` where a name is broken over lines.
    func text() throws(RegistryError) -> String {
        let lists = [
            ("service", services), ("sector", sectors), ("channel", channels), ("mode", modes.map(\.rawValue)),
        ]
        var lines = ["office \(office ?? "")", "office_scope \(officeScope.rawValue)"]
        for (word, items) in lists {
            for item in items.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                guard !item.contains(where: \.isNewline) else {
                    throw RegistryError(
                        .invalidValue, "the \(word) \(item.quoted) is broken over lines", remedy: "name it on one line")
                }
                lines.append("\(word) \(item)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The scope that a text says; what it does not know narrows nothing.
    init(stored text: String) {
        self.init()
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "office": office = parts[1]
            case "office_scope": officeScope = OfficeScope(rawValue: parts[1]) ?? .all
            case "service": services.append(parts[1])
            case "sector": sectors.append(parts[1])
            case "channel": channels.append(parts[1])
            case "mode": if let mode = RequestChannel.Mode(rawValue: parts[1]) { modes.append(mode) }
            default: break
            }
        }
    }
}

extension ResolvedScope {
    /// The scope with the codes that its names came to, each once.
    var named: Scope {
        Scope(
            office: office.code, scope.officeScope, services: services?.map(\.code) ?? [], sectors: sectors ?? [],
            channels: channels?.map(\.code) ?? [], modes: channels == nil ? modes ?? [] : [])
    }
}
