/// An office: the authority itself, one of its municipalities, or a branch.
public struct Office: Sendable, Hashable {
    /// What kind of office it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A regional municipality (أمانة).
        case amanah
        /// The headquarters of a regional municipality (مقر الأمانة).
        case headquarters
        /// A municipality (بلدية).
        case municipality
        /// A branch of a municipality (بلدية فرعية).
        case subMunicipality = "sub_municipality"
        /// A department (إدارة).
        case department
        /// A counter of services apart from the municipality's own, in a mall say (مركز خدمة).
        case serviceCentre = "service_centre"
        /// Anything else at which people are served.
        case other
    }

    /// A code of 1 to 64 ASCII letters, digits, dots, hyphens and underscores; unique, its case ignored.
    public var code: String
    /// The name in Arabic, as written.
    public var nameArabic: String
    /// The name in English, as written.
    public var nameEnglish: String
    /// What kind of office it is.
    public var kind: Kind
    /// The first day on which it was open; nil where nobody knows, or always.
    public var openedOn: CivilDate?
    /// The first day on which it was no longer open; nil while it is.
    public var closedOn: CivilDate?

    /// An office.
    public init(
        code: String, nameArabic: String, nameEnglish: String, kind: Kind = .municipality, openedOn: CivilDate? = nil,
        closedOn: CivilDate? = nil
    ) {
        self.code = code
        self.nameArabic = nameArabic
        self.nameEnglish = nameEnglish
        self.kind = kind
        self.openedOn = openedOn
        self.closedOn = closedOn
    }
}
