public import MunicipalRegistry

/// What the authority itself says of a period, as documents and texts quote it: never mixed with what is computed.
public struct QuotedExplanation: Encodable, Sendable, Equatable {
    /// In Arabic; null where it was said in English alone.
    public let textAr: Nullable<String>
    /// In English; null where it was said in Arabic alone.
    public let textEn: Nullable<String>
    /// Who said it.
    public let statedBy: Nullable<String>
    /// When it was stored; null where it was typed in a shell.
    public let storedAt: Nullable<String>

    /// A quotation of what is stored.
    public init(_ explanation: StatedExplanation) {
        textAr = Nullable(explanation.textArabic)
        textEn = Nullable(explanation.textEnglish)
        statedBy = Nullable(explanation.statedBy)
        storedAt = Nullable(explanation.storedAt?.description)
    }

    /// The explanation in quotation marks with who says it; in the other language where it is only there.
    func line(_ language: Language) -> String {
        // English inside an Arabic page keeps its own direction.
        let text = language.choose(
            textAr.value ?? language.isolated(textEn.value ?? ""), textEn.value ?? textAr.value ?? "")
        let quoted = language.choose("«\(text)»", "“\(text)”")
        guard let name = statedBy.value else { return quoted }
        return "\(name.hasRightToLeft ? name : language.isolated(name)): \(quoted)"
    }
}
