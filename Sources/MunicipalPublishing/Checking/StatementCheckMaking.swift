public import MunicipalRegistry

extension StatementCheck {
    /// More than any statement has.
    package static let mostBytes = 262_144

    /// Checks the bytes of a file: JSON claims where the first character is a brace, else plain text in UTF-8.
    ///
    /// Throws `fileEmpty`, `invalidEncoding`, `invalidText`, `fieldTooLong`; for JSON also `invalidValue`,
    /// `unknownWord` for a measure, kind or wording that is not known, `invalidCount`, `invalidPeriod`, `overflow`.
    public static func check(_ bytes: [UInt8], file: String, in language: Language) throws(RegistryError)
        -> StatementCheck
    {
        guard bytes.count <= mostBytes else {
            throw RegistryError(
                .fieldTooLong, "the file has more than \(mostBytes) bytes", at: file,
                remedy: "give one statement at a time")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw RegistryError(
                .invalidEncoding, "the file is in UTF-16", at: file, remedy: "save it as plain text in UTF-8")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RegistryError(
                .invalidEncoding, "the file is not UTF-8", at: file, remedy: "save it as plain text in UTF-8")
        }
        guard !bytes.contains(0) else {
            throw RegistryError(
                .invalidText, "the text holds a NUL", at: file, remedy: "save it as plain text in UTF-8")
        }
        let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
        guard let first else {
            throw RegistryError(.fileEmpty, "the file holds no text", at: file, remedy: "give a statement or claims")
        }
        if first == "{" || first == "[" {
            let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
            return StatementCheck(
                try ClaimFile(isMarked ? Array(bytes.dropFirst(3)) : bytes, file: file), file: file, in: language)
        }
        return StatementCheck(StatementReading(text), file: file, in: language)
    }

    private init(_ text: StatementReading, file: String, in language: Language) {
        self.init(file: file, source: .text, language: language)
        var seen: [CountMention.Key: Int] = [:]
        for mention in text.counts {
            if let same = seen[mention.key] {
                counts[same].at.append(mention.place)
                continue
            }
            seen[mention.key] = counts.count
            counts.append(
                Count(
                    value: mention.value, text: mention.text, unit: Nullable(mention.unit), exact: mention.isExact,
                    period: Nullable(mention.period?.description), scope: Nullable(nil), officeScope: Nullable(nil),
                    at: [mention.place], registry: Nullable(nil), days: mention.period))
        }
        let judge = TextJudge(text)
        var told: [JudgedClaim: Int] = [:]
        for (mention, judgement) in zip(text.percentages, judge.judgements()) {
            let claim = PercentClaim(mention)
            // The same claim of the same counts, printed again, is one finding with two places.
            let key = JudgedClaim(claim: claim, judgement: judgement)
            if let same = told[key] {
                findings[same].at.append(mention.place)
                continue
            }
            told[key] = findings.count
            var finding = Finding(claim, mention.text, judgement, at: [mention.place], language)
            if let derived = judgement.derived, judgement.levels == nil, derived.kind != .share,
                let pair = judge.pairs.first(where: { $0.before == derived.from && $0.after == derived.to })
            {
                finding.counts = place(of: pair)
            }
            findings.append(finding)
        }
        conclude()
    }

    private struct JudgedClaim: Hashable {
        let claim: PercentClaim
        let judgement: Judgement
    }

    private func place(of pair: NamedPair) -> (before: Int, after: Int)? {
        func index(_ value: Int, _ period: Period?) -> Int? {
            counts.firstIndex { $0.value == value && $0.days == period && $0.exact }
        }
        guard let before = index(pair.before, pair.beforePeriod), let after = index(pair.after, pair.afterPeriod) else {
            return nil
        }
        return (before, after)
    }

    private init(_ claims: ClaimFile, file: String, in language: Language) {
        self.init(file: file, source: .claims, language: language)
        counts = claims.counts.map { count in
            Count(
                value: count.value, text: "\(count.value)", unit: Nullable(count.unit), exact: true,
                period: Nullable(count.period?.description), scope: Nullable(count.scope),
                officeScope: Nullable(count.officeScope), at: [], registry: Nullable(nil), days: count.period?.days)
        }
        let all = claims.counts.map { ChanceMatch.Count(value: $0.value, unit: $0.unit) }
        let exact = Set(claims.percentages.filter { $0.claim.wording == .exact }.map(\.claim)).count
        for percentage in claims.percentages {
            let claim = percentage.claim
            let judgement: Judgement
            if let from = percentage.from, let to = percentage.to {
                judgement = claim.judged(from: claims.counts[from], to: claims.counts[to])
            } else if claim.isBeyondAll || claim.isBeyondItsWhole {
                judgement = Judgement(verdict: .doesNotFollow, reason: .overHundred)
            } else if claim.wording == .exact {
                let match = ChanceMatch(claim, among: all, claims: exact)
                judgement =
                    match.finding(below: ChanceMatch.limit).map {
                        Judgement(verdict: .holds, reason: .onlyMatch, derived: $0, chance: match.chance)
                    } ?? .cannotTell(match.match == nil ? .noCounts : .chance, chance: match.chance)
            } else {
                judgement = .cannotTell(.noCounts)
            }
            var finding = Finding(claim, claim.text + "%", judgement, at: [], language)
            if let from = percentage.from, let to = percentage.to, claim.kind != .share { finding.counts = (from, to) }
            findings.append(finding)
        }
        conclude()
    }

    private init(file: String, source: Source, language: Language) {
        self.file = file
        self.source = source
        self.language = language
        verdict = .cannotTell
        counts = []
        findings = []
    }

    /// The verdict over all.
    mutating func conclude() {
        let verdicts = findings.map(\.verdict) + counts.compactMap { $0.registry.value?.verdict }
        verdict =
            verdicts.contains(.doesNotFollow)
            ? .doesNotFollow : verdicts.contains { $0 != .cannotTell } ? .holds : .cannotTell
    }
}

extension StatementCheck.Finding {
    init(_ claim: PercentClaim, _ text: String, _ judgement: Judgement, at places: [TextPlace], _ language: Language) {
        self.text = text
        percent = claim.text
        kind = Nullable(claim.kind)
        wording = claim.wording
        points = claim.isPoints
        verdict = judgement.verdict
        reason = judgement.reason
        derived = Nullable(
            judgement.levels != nil
                ? nil : judgement.derived.map { StatementCheck.Derived($0, places: claim.shownPlaces) })
        chance = Nullable(judgement.chance.map { PeriodReport.Fraction($0) })
        at = places
        registry = []
        self.judgement = judgement
        message = language.message(of: judgement, claim)
        explanations = judgement.explanations.map {
            StatementCheck.Explanation(kind: $0, message: language.text(of: $0, claim, judgement))
        }
    }
}

extension StatementCheck.Derived {
    init(_ derived: DerivedPercent, places: Int) {
        kind = derived.kind
        from = derived.from
        to = derived.to
        ratio = PeriodReport.Fraction(derived.ratio)
        percent = derived.ratio.percent(places: places)?.description ?? ""
    }
}

extension PercentClaim {
    /// The places in which what counts give is shown beside it: those printed, two where it is only worded.
    var shownPlaces: Int { wording == .exact ? places : max(places, 2) }
}

extension ClaimFile.Count {
    /// Why two counts are not to be compared; nil where nothing says so.
    fileprivate func isUnlike(_ other: ClaimFile.Count) -> CheckReason? {
        if unit != other.unit { return .differentUnits }
        let (scopes, offices) = ((scope, other.scope), (officeScope ?? .all, other.officeScope ?? .all))
        if scopes.0 != scopes.1 || offices.0 != offices.1 { return .differentScopes }
        if let first = period, let second = other.period, !first.isStretch(like: second) { return .differentScopes }
        return nil
    }
}

extension CalendarPeriod {
    /// Whether it is another half, or whatever it is, of the same calendar.
    fileprivate func isStretch(like other: CalendarPeriod) -> Bool {
        if days.overlaps(other.days) { return false }
        return switch (self, other) {
        case (.gregorian(let one), .gregorian(let two)): one.kind == two.kind
        case (.hijri(let one), .hijri(let two)): one.kind == two.kind
        case (.gregorian, .hijri), (.hijri, .gregorian): false
        }
    }
}

extension PercentClaim {
    /// Judged by two structured counts: a change only where they are of one unit, office and stretch of time.
    fileprivate func judged(from: ClaimFile.Count, to: ClaimFile.Count) -> Judgement {
        var judged = self.judged(from: from.value, to: to.value)
        if kind == .share, isBeyondItsWhole || to.value > from.value {
            return Judgement(verdict: .doesNotFollow, reason: .overHundred)
        }
        if kind != .share, judged.reason != .overHundred, let reason = from.isUnlike(to) {
            judged.verdict = .cannotTell
            judged.reason = reason
            judged.explanations = []
        }
        return judged
    }
}
