/// A service that the municipality offers: a building permit, a health certificate.
public struct MunicipalService: Sendable, Hashable {
    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores; unique, its case ignored.
    public var code: String
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String
    /// The group of services it belongs to, by which figures can be broken down; nil for none.
    public var sector: String?
    /// The code of the office that answers for it; nil for none.
    public var office: String?
    /// The calendar days within which a request should be completed; nil where no target is set.
    public var targetDays: Int?
    /// The first day on which it was offered; nil where nobody knows, or always.
    public var introducedOn: CivilDate?
    /// The first day on which it was no longer offered; nil while it is.
    public var retiredOn: CivilDate?

    /// A service.
    public init(
        code: String, nameArabic: String, nameEnglish: String, sector: String? = nil, office: String? = nil,
        targetDays: Int? = nil, introducedOn: CivilDate? = nil, retiredOn: CivilDate? = nil
    ) {
        self.code = code
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
        self.sector = sector
        self.office = office
        self.targetDays = targetDays
        self.introducedOn = introducedOn
        self.retiredOn = retiredOn
    }
}
