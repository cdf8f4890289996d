/// What a figure covers, printed beside it: whose it is, about what, over which days, by which definition, as of when.
public struct FigureSubject: Sendable, Hashable {
    /// The authority's code.
    public let authority: String
    /// The scope as it was asked for.
    public let scope: Scope
    /// The code of the scope's office.
    public let officeCode: String
    /// Its name in Arabic.
    public let officeNameArabic: String
    /// Its name in English.
    public let officeNameEnglish: String
    /// The days.
    public let period: Period
    /// The day whose tree of offices, and whose successions, were used.
    public let treeDay: CivilDate
    /// The version of the definitions that the registry states.
    public let definitionVersion: Int
    /// The registry's today: data recorded live is complete before it.
    public let asOf: CivilDate
}

/// What a line of a breakdown is about.
public struct BreakdownKey: Sendable, Hashable {
    /// A code, a sector's name, or a period such as `2024-03`.
    public let code: String
    /// The name in Arabic; for sectors and periods the same as `code`.
    public let nameArabic: String
    /// The name in English; for sectors and periods the same as `code`.
    public let nameEnglish: String
    /// For offices, whether all that is below is in the line.
    public let officeScope: OfficeScope?
    /// For units of the calendar, the days.
    public let period: Period?

    init(
        code: String, nameArabic: String? = nil, nameEnglish: String? = nil, officeScope: OfficeScope? = nil,
        period: Period? = nil
    ) {
        self.code = code
        self.nameArabic = nameArabic ?? code
        self.nameEnglish = nameEnglish ?? code
        self.officeScope = officeScope
        self.period = period
    }
}
