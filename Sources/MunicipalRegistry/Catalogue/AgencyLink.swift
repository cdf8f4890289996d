import RegistrySQLite

/// A link between a service and another public body, needed or live.
public struct AgencyLink: Sendable, Hashable {
    /// The service's code.
    public var service: String
    /// The agency's code.
    public var agency: String
    /// The first day on which it is needed; `CivilDate.earliest` where it always was.
    public var neededFrom: CivilDate
    /// The first day on which it was live; nil where it is not yet.
    public var linkedOn: CivilDate?
    /// The first day on which it is no longer needed; nil while it is.
    public var before: CivilDate?

    /// A link.
    public init(
        service: String, agency: String, neededFrom: CivilDate? = nil, linkedOn: CivilDate? = nil,
        before: CivilDate? = nil
    ) {
        self.service = service
        self.agency = agency
        self.neededFrom = neededFrom ?? .earliest
        self.linkedOn = linkedOn
        self.before = before
    }
}

extension AgencyLink {
    /// Whether it is needed on a day or later; every day is later where none is given.
    fileprivate func reaches(_ day: CivilDate?) -> Bool {
        guard let day, let before else { return true }
        return day < before
    }
}

extension RegistryAccess where Rights == ReadWrite {
    /// States that a service needs a link with an agency, and since when it is live.
    ///
    /// What is left out stays as it was stated before: a link that was needed becomes live by a day alone. Where the need
    /// ended and begins anew, `neededFrom` is a day after its end; where there are several, what is said is said of the
    /// one that begins on `neededFrom`, or of the last.
    ///
    /// - Parameters:
    ///   - service: by code, alias or name.
    ///   - agency: by code or name.
    ///   - neededFrom: the first day on which it is needed; always where nil.
    ///   - linkedOn: the first day on which it is live; nil where it is not yet.
    ///   - before: the first day on which it is no longer needed; nil while it is.
    /// - Throws: `unknownCode`, `ambiguousName`, `wrongOrder`, `stretchOverlaps`.
    public func link(
        service: String, to agency: String, neededFrom: CivilDate? = nil, linkedOn: CivilDate? = nil,
        before: CivilDate? = nil
    ) throws(RegistryError) {
        let place = "link of \(service) to \(agency)"
        try atomically(place) {
            var known = KnownRows()
            let rows = (
                service: try row(of: .service, service, &known, at: place),
                agency: try row(of: .agency, agency, &known, at: place)
            )
            let stated = try agencyLinks(rows.service, rows.agency)
            let there = stated.first { $0.neededFrom == neededFrom } ?? stated.last { $0.reaches(neededFrom) }
            var wanted = there ?? AgencyLink(service: rows.service.code, agency: rows.agency.code)
            if let neededFrom { wanted.neededFrom = neededFrom }
            if let linkedOn { wanted.linkedOn = linkedOn }
            if let before { wanted.before = before }
            if wanted == there { return }
            try put(wanted, rows, inPlaceOf: there, at: place)
        }
    }

    /// States several links, all or none; each wholly, as it is given, in place of the one that begins on its day.
    public func link(contentsOf links: [AgencyLink]) throws(RegistryError) {
        var known = KnownRows()
        _ = try each(of: links, "link") { link in
            let place = "link of \(link.service) to \(link.agency)"
            let rows = (
                service: try row(of: .service, link.service, &known, at: place),
                agency: try row(of: .agency, link.agency, &known, at: place)
            )
            var wanted = link
            (wanted.service, wanted.agency) = (rows.service.code, rows.agency.code)
            let there = try agencyLinks(rows.service, rows.agency).first { $0.neededFrom == link.neededFrom }
            if there == wanted { return }
            try put(wanted, rows, inPlaceOf: there, at: place)
        }
    }

    private func put(
        _ link: AgencyLink, _ rows: (service: CatalogueRow, agency: CatalogueRow), inPlaceOf there: AgencyLink?,
        at place: String
    ) throws {
        try TextRule.check(link.neededFrom, before: link.before, "needed", at: place)
        if let linkedOn = link.linkedOn, linkedOn < link.neededFrom {
            throw RegistryError(
                .wrongOrder, "linked on \(linkedOn), before it was needed from \(link.neededFrom)", at: place,
                remedy: "correct one of the two days")
        }
        if let linkedOn = link.linkedOn, let before = link.before, before <= linkedOn {
            throw RegistryError(
                .wrongOrder, "linked on \(linkedOn), and needed only before \(before)", at: place,
                remedy: "correct one of the two days")
        }
        let batch = try batch()
        if let there {
            try connection.run(
                """
                UPDATE service_agency SET starts_on = ?, linked_on = ?, ends_before = ?
                WHERE service_id = ? AND agency_id = ? AND starts_on = ?
                """,
                link.neededFrom, link.linkedOn, link.before, rows.service.id, rows.agency.id, there.neededFrom)
        } else {
            try connection.run(
                """
                INSERT INTO service_agency (service_id, agency_id, starts_on, linked_on, ends_before, batch_id)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                rows.service.id, rows.agency.id, link.neededFrom, link.linkedOn, link.before, batch)
        }
    }
}

extension RegistryAccess {
    /// The links that a service needs or has, in order of the agencies' codes and of their days.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func links(ofService service: String) throws(RegistryError) -> [AgencyLink] {
        let row = try row(of: .service, service, at: "service \(service)")
        return try translating("service \(service)") { try agencyLinks(row, nil) }
    }

    private func agencyLinks(_ service: CatalogueRow, _ agency: CatalogueRow?) throws -> [AgencyLink] {
        try connection.rows(
            """
            SELECT a.code, x.starts_on, x.linked_on, x.ends_before
            FROM service_agency AS x JOIN agency AS a ON a.id = x.agency_id
            WHERE x.service_id = ?1 AND (?2 IS NULL OR x.agency_id = ?2)
            ORDER BY a.code, x.starts_on
            """, service.id, agency?.id
        ) { row in
            AgencyLink(
                service: service.code, agency: try row[0], neededFrom: try row[1], linkedOn: try row[2],
                before: try row[3])
        }
    }
}
