import RegistrySQLite

/// One coming-in, as the registry keeps it. It counts once, under its first service.
public struct Visit: Sendable, Hashable, Identifiable {
    /// Its key in this registry.
    public let id: Int64
    /// The code of the source that it comes from.
    public let source: String
    /// What its source knows it by.
    public let reference: String
    /// The office's code.
    public let office: String
    /// The code of the service under which it counts; nil where nobody knows.
    public let service: String?
    /// The codes of the other services of the same visit, in order.
    public let otherServices: [String]
    /// The key of the request that it was about, where there is one.
    public let request: Int64?
    /// The key of the appointment that it keeps; nil where the visitor walked in.
    public let appointment: Int64?
    /// Who came, where that is known.
    public let beneficiary: Beneficiary?
    /// The city's day of the visit.
    public let visitedOn: CivilDate
    /// The moment of arrival, in the city's time, where it is known.
    public let arrivedAt: Timestamp?
    /// The moment at which the visitor was called, in the city's time, where it is known.
    public let calledAt: Timestamp?
    /// The moment at which the service began, in the city's time, where it is known.
    public let servedAt: Timestamp?
    /// The moment of leaving, in the city's time, where it is known.
    public let leftAt: Timestamp?
}

extension Visit {
    /// Throws `wrongOrder` unless a moment of a visit is on its day or the next: nobody waits longer.
    static func check(
        _ moment: Timestamp, _ what: String, within day: CivilDate, at place: @autoclosure () -> String?
    ) throws(RegistryError) {
        guard day.days(until: moment.day) > 1 else { return }
        throw RegistryError(
            .wrongOrder, "\(what) \(moment), days after the visit of \(day)", at: place(),
            remedy: "a visit is over by the end of the next day; correct the moment")
    }
}

extension Visit: CustomStringConvertible {
    /// `visit 3 (V-88 of api): at WAJH for permit, 2024-03-01`.
    public var description: String { "visit \(id) (\(reference) of \(source)): \(content)" }

    var content: String {
        var text = "at \(office)"
        if let service { text += " for \(([service] + otherServices).joined(separator: " and "))" }
        if let request { text += ", about request \(request)" }
        if let appointment { text += ", with appointment \(appointment)" }
        text += ", \(arrivedAt?.description ?? visitedOn.description)"
        if let calledAt { text += ", called \(calledAt)" }
        if let servedAt { text += ", served \(servedAt)" }
        if let leftAt { text += ", left \(leftAt)" }
        return text
    }
}

extension Visit {
    /// The columns that `init(row:otherServices:)` reads.
    static let columns = """
        SELECT v.id, src.code, v.reference, o.code, s.code, v.request_id, b.token, b.kind, v.visited_on,
               v.arrived_at, v.served_at, v.left_at, v.appointment_id, v.called_at
        FROM visit AS v
        JOIN source AS src ON src.id = v.source_id
        JOIN office AS o ON o.id = v.office_id
        LEFT JOIN service AS s ON s.id = v.service_id
        LEFT JOIN beneficiary AS b ON b.id = v.beneficiary_id
        """

    init(row: borrowing Row, otherServices: [String]) throws {
        id = try row[0]
        source = try row[1]
        reference = try row[2]
        office = try row[3]
        service = try row[4]
        self.otherServices = otherServices
        request = try row[5]
        beneficiary = try Beneficiary(row: row, at: 6)
        visitedOn = try row[8]
        arrivedAt = try row[9]
        servedAt = try row[10]
        leftAt = try row[11]
        appointment = try row[12]
        calledAt = try row[13]
    }
}
