import MunicipalRegistry

/// Offices that lack the same: told once, not office by office.
struct AlikeGaps {
    /// The office that is told of.
    let first: CoverageGap
    /// The others.
    private(set) var others: [CoverageGap] = []

    /// What gaps have in common but for the office.
    private struct Key: Hashable {
        let measure: CountedMeasure
        let service: String?
        let channel: String?
        let days: Period
        let kind: CoverageGap.Kind
        let total: Int64?
    }

    /// The gaps in their order; up to three offices that lack the same are each told by themselves.
    static func grouped(_ gaps: [CoverageGap]) -> [AlikeGaps] {
        var groups: [AlikeGaps] = []
        var places: [Key: Int] = [:]
        for gap in gaps {
            let key = Key(
                measure: gap.measure, service: gap.serviceCode, channel: gap.channelCode, days: gap.days,
                kind: gap.kind, total: gap.totalID)
            if let place = places[key] {
                groups[place].others.append(gap)
            } else {
                places[key] = groups.count
                groups.append(AlikeGaps(first: gap))
            }
        }
        return groups.flatMap { group in
            group.others.count > 2 ? [group] : ([group.first] + group.others).map { AlikeGaps(first: $0) }
        }
    }
}

extension Language {
    /// What offices lack, in a sentence.
    func text(of gaps: AlikeGaps) -> String {
        let text = text(of: gaps.first)
        if gaps.others.isEmpty { return text }
        let names = gaps.others.prefix(5).map { isolated($0.officeCode) }.joined(separator: choose("، ", ", "))
        let more = gaps.others.count > 5 ? choose("، …", ", …") : ""
        let count = choose(
            ArabicNoun.otherOffice.counted(gaps.others.count), "\(gaps.others.count) other offices")
        return text + choose("، وكذلك \(count) (\(names)\(more))", "; likewise \(count) (\(names)\(more))")
    }

    /// What would settle it, in a sentence.
    func remedy(of gaps: AlikeGaps) -> String {
        let remedy = remedy(of: gaps.first)
        if gaps.others.isEmpty { return remedy }
        return remedy
            + choose(
                "؛ وكذلك للجهات الأخرى، أو لجهة وكل ما يتبعها دفعة واحدة بإضافة \(isolated("--office-scope all"))",
                "; likewise for the others, or for an office and all below it at once with --office-scope all")
    }

    /// The reasons of a comparison, and what would settle them, offices that lack the same together.
    func sentences(of reasons: [ComparisonReason]) -> (texts: [String], remedies: [String]) {
        var texts: [String] = []
        var remedies: [String] = []
        for side in [nil, ComparisonReason.Side.baseline, .current] {
            for gaps in AlikeGaps.grouped(reasons.filter { $0.side == side }.compactMap(\.gap)) {
                texts.append(labelled(text(of: gaps), side))
                remedies.append(remedy(of: gaps))
            }
            for reason in reasons where reason.side == side && reason.gap == nil {
                texts.append(text(of: reason))
                remedies.append(self.remedy(of: reason))
            }
        }
        return (texts, remedies)
    }
}
