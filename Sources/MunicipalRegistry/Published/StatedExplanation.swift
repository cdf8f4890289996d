import RegistrySQLite

/// What the authority itself says of a period, or of a period against a baseline: quoted, never computed.
public struct StatedExplanation: Sendable, Hashable, Identifiable {
    /// Its key.
    public let id: Int64
    /// In Arabic.
    public let textArabic: String?
    /// In English.
    public let textEnglish: String?
    /// Who said it.
    public let statedBy: String?
    /// When it was stored; nil where it was typed in a shell.
    public let storedAt: Timestamp?
}

extension RegistryAccess where Rights == ReadWrite {
    /// Stores what the authority itself says of a period; it is printed as its own, beside what is computed.
    ///
    /// - Parameters:
    ///   - texts: the explanation in Arabic, in English, or in both.
    ///   - period: the period that it speaks of.
    ///   - baseline: what that is compared with; nil where it is of the period alone.
    ///   - scope: offices, services, sectors and channels.
    ///   - statedBy: who says it: an office, a person.
    /// - Throws: `invalidValue`, `invalidText`, `overlappingPeriods`, `unknownCode`, `emptyScope`.
    public func state(
        explanation texts: FigureWords, of period: Period, against baseline: Period? = nil, scope: Scope = .authority,
        by statedBy: String? = nil
    ) throws(RegistryError) {
        guard texts.arabic != nil || texts.english != nil else {
            throw RegistryError(
                .invalidValue, "an explanation without a text", remedy: "give one in Arabic or in English")
        }
        for (text, what, most) in [
            (texts.arabic, "explanation in Arabic", 4_000), (texts.english, "explanation in English", 4_000),
            (statedBy, "name of who says it", 200),
        ] {
            if let text { try TextRule.check(shown: text, as: what, atMost: most) }
        }
        if let baseline, let overlap = ComparisonReason.overlap(baseline, period) {
            throw RegistryError(.overlappingPeriods, overlap.text, remedy: overlap.remedy)
        }
        let resolved = try resolve(scope, for: .requests, treeOn: period.lastDay)
        let text = try resolved.named.text()
        let batch = try batch()
        try translating("explanation") {
            try connection.run(
                """
                INSERT INTO stated_explanation (
                    scope, starts_on, ends_before, baseline_starts_on, baseline_ends_before, text_ar, text_en, stated_by,
                    batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, text, period.start, period.end, baseline?.start, baseline?.end, texts.arabic,
                texts.english, statedBy, batch)
        }
    }
}

extension RegistryAccess {
    /// What the authority itself says of a period, in the order in which it was stored.
    ///
    /// Throws `unknownCode`, `emptyScope`.
    public func statedExplanations(
        of period: Period, against baseline: Period? = nil, scope: Scope = .authority
    ) throws(RegistryError) -> [StatedExplanation] {
        let resolved = try resolve(scope, for: .requests, treeOn: period.lastDay)
        return try statedExplanations(of: period, against: baseline, text: try resolved.named.text())
    }

    func statedExplanations(
        of period: Period, against baseline: Period?, text scope: String
    ) throws(RegistryError) -> [StatedExplanation] {
        try translating("explanations") {
            try connection.rows(
                """
                SELECT e.id, e.text_ar, e.text_en, e.stated_by, b.made_at
                FROM stated_explanation AS e JOIN import_batch AS b ON b.id = e.batch_id
                WHERE e.scope = ?1 AND e.starts_on = ?2 AND e.ends_before = ?3
                  AND e.baseline_starts_on IS ?4 AND e.baseline_ends_before IS ?5
                ORDER BY e.id
                """, scope, period.start, period.end, baseline?.start, baseline?.end
            ) { row in
                StatedExplanation(
                    id: try row[0], textArabic: try row[1], textEnglish: try row[2], statedBy: try row[3],
                    storedAt: try row[4])
            }
        }
    }
}
