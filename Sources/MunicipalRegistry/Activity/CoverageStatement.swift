import RegistrySQLite

/// How complete what the registry holds is; what nobody stated is missing.
public enum CoverageState: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everything that happened is in it.
    case complete
    /// A part of what happened is in it.
    case partial
    /// Nothing of what happened is in it.
    case noData = "none"
    /// Nothing could happen: there was nothing to count.
    case notApplicable = "not_applicable"
}

/// What was stated about how complete an office's data is.
public struct CoverageStatement: Sendable, Hashable, Identifiable {
    /// Its key in this registry.
    public let id: Int64
    /// What is counted.
    public let measure: CountedMeasure
    /// The office's code.
    public let office: String
    /// The service's code; nil for all services for which nothing else is stated.
    public let service: String?
    /// The first day.
    public let from: CivilDate
    /// The first day after it; nil where it goes on: recorded live, complete before today.
    public let before: CivilDate?
    /// How complete it is.
    public let state: CoverageState
    /// What was noted with it.
    public let note: String?
}

extension CoverageState: StoredWord {}

extension CoverageStatement: CustomStringConvertible {
    /// `WAJH, requests for permit: complete, 2024-01-01..2024-06-30`.
    public var description: String {
        var text = "\(office), \(measure.rawValue)"
        if let service { text += " for \(service)" }
        text += ": \(state.rawValue), \(from).."
        guard let before else { return text }
        return text + ((try? before.adding(days: -1).description) ?? "")
    }
}

extension CoverageStatement {
    /// The columns that `init(row:)` reads, from the view in which an analyst sees them.
    static let columns = """
        SELECT coverage_id, measure, office_code, service_code, starts_on, ends_before, state, note
        FROM coverage_detail
        """

    init(row: borrowing Row) throws {
        id = try row[0]
        measure = try row[1]
        office = try row[2]
        service = try row[3]
        from = try row[4]
        before = try row[5]
        state = try row[6]
        note = try row[7]
    }
}

/// A statement to be made about how complete an office's data is.
public struct NewCoverage: Sendable, Hashable {
    /// The office, by code, alias or name.
    public var office: String
    /// Whether the same is stated of each office below it.
    public var officeScope: OfficeScope
    /// The service, by code, alias or name; all services where nil.
    public var service: String?
    /// What is counted.
    public var measure: CountedMeasure
    /// The first day.
    public var from: CivilDate
    /// The first day after it; nil where it goes on: recorded live, complete before today.
    public var before: CivilDate?
    /// How complete it is.
    public var state: CoverageState
    /// What is to be noted with it.
    public var note: String?

    /// A statement about a period.
    public init(
        _ measure: CountedMeasure, of office: String, officeScope: OfficeScope = .own, service: String? = nil,
        period: Period, state: CoverageState = .complete, note: String? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.measure = measure
        self.from = period.start
        self.before = period.end
        self.state = state
        self.note = note
    }

    /// A statement that goes on from a day: recorded live, complete before today.
    public init(
        _ measure: CountedMeasure, of office: String, officeScope: OfficeScope = .own, service: String? = nil,
        since day: CivilDate, state: CoverageState = .complete, note: String? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.measure = measure
        self.from = day
        self.before = nil
        self.state = state
        self.note = note
    }
}
