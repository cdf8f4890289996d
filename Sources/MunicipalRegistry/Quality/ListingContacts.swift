import RegistrySQLite

/// Which attempts a listing is about; what is left nil does not matter.
public struct ContactFilter: Sendable, Hashable {
    /// The office of what they are about, by code, alias or name.
    public var office: String?
    /// Whether attempts of the offices that are below it today are wanted, too.
    public var officeScope: OfficeScope
    /// The service of what they are about, by code, alias or name.
    public var service: String?
    /// The source, by code.
    public var source: String?
    /// What they are about.
    public var subject: Contact.Subject?
    /// How somebody was to be reached.
    public var way: Contact.Way?
    /// What came of them.
    public var outcome: Contact.Outcome?
    /// Their days.
    public var days: Period?

    /// A filter; every attempt unless said otherwise.
    public init(
        office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil, source: String? = nil,
        about subject: Contact.Subject? = nil, way: Contact.Way? = nil, outcome: Contact.Outcome? = nil,
        days: Period? = nil
    ) {
        self.office = office
        self.officeScope = officeScope
        self.service = service
        self.source = source
        self.subject = subject
        self.way = way
        self.outcome = outcome
        self.days = days
    }
}

extension RegistryAccess {
    /// Attempts to reach beneficiaries, in the order in which they were written.
    ///
    /// - Parameters:
    ///   - filter: which ones.
    ///   - id: the last id of the page before; 0 for the first page.
    ///   - limit: the most that are wanted, 1 or more.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`.
    public func contacts(
        _ filter: ContactFilter = ContactFilter(), after id: Int64 = 0, limit: Int = 100
    ) throws(RegistryError) -> [Contact] {
        let place = "contacts"
        var conditions = Conditions()
        try conditions.add(self, "coalesce(s.office_id, r.office_id)", filter.office, filter.officeScope, at: place)
        try conditions.add(self, "coalesce(a.service_id, r.service_id)", .service, filter.service, at: place)
        try conditions.add(self, "c.source_id", .source, filter.source, at: place)
        switch filter.subject {
        case .appointment(let id): conditions.add("c.appointment_id = ?", id)
        case .request(let id): conditions.add("c.request_id = ?", id)
        case nil: break
        }
        if let way = filter.way { conditions.add("+c.way = ?", way) }
        if let outcome = filter.outcome { conditions.add("+c.outcome = ?", outcome) }
        if let days = filter.days {
            conditions.add("+c.contacted_on >= ?", days.start)
            conditions.add("+c.contacted_on < ?", days.end)
        }
        let sql =
            Contact.columns + """

                WHERE x.id IN (SELECT c.id
                               FROM contact AS c
                               LEFT JOIN appointment AS a ON a.id = c.appointment_id
                               LEFT JOIN slot AS s ON s.id = a.slot_id
                               LEFT JOIN request AS r ON r.id = c.request_id
                               WHERE c.id > ?\(conditions.sql) ORDER BY c.id LIMIT ?)
                ORDER BY x.id
                """
        return try page(limit, place) { limit in
            try connection.rows(sql, [id] + conditions.arguments + [limit]) { row in try Contact(row: row) }
        }
    }

    /// The attempt of that key; nil where there is none.
    public func contact(id: Int64) throws(RegistryError) -> Contact? {
        try translating("contact \(id)") {
            try connection.first(Contact.columns + " WHERE x.id = ?", id) { row in try Contact(row: row) }
        }
    }

    /// The attempt that a source knows by that reference; nil where there is none.
    ///
    /// - Throws: `unknownCode` where there is no such source.
    public func contact(
        reference: String, source: String = RecordSource.library
    ) throws(RegistryError) -> Contact? {
        let row = try row(of: .source, source, at: "contact \(reference)")
        return try contact(reference: reference, sourceID: row.id)
    }

    func contact(reference: String, sourceID: Int64) throws(RegistryError) -> Contact? {
        try translating("contact \(reference)") {
            try connection.first(
                Contact.columns + " WHERE x.source_id = ? AND x.reference = ?", sourceID, reference
            ) { row in try Contact(row: row) }
        }
    }
}
