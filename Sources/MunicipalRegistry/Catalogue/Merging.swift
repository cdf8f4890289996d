import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Merges an office into another from a day on.
    ///
    /// The first is closed on that day, and what stands below it moves under the other one. From that day on the two
    /// are one group: a figure of the second takes in what the first had.
    ///
    /// - Parameters:
    ///   - text: the office that goes up in the other, by code, alias or name; not the authority.
    ///   - other: the office that goes on.
    ///   - day: the first day.
    /// - Throws: `unknownCode`, `ambiguousName`, `illegalStep` for the authority or an office that was closed before,
    ///   `wrongOrder`, `circularSuccession`, `circularTree`.
    public func merge(office text: String, into other: String, on day: CivilDate) throws(RegistryError) {
        let place = "office \(text)"
        try atomically(place) {
            let office = try row(of: .office, text, at: place)
            let successor = try row(of: .office, other, at: place)
            try keepAuthority(office, at: place)
            try different(office, successor, at: place)
            try note(.merged, .office, office.id, successor.id, on: day, nil)
            try end(office: office.code, on: day)
            try moveAll(below: office, under: successor, from: day, at: place)
        }
    }

    /// Splits an office into others from a day on; each must be in the catalogue.
    ///
    /// From that day on they are one group with it.
    ///
    /// - Parameters:
    ///   - text: the office that is split, by code, alias or name.
    ///   - parts: the offices that follow it, by code, alias or name.
    ///   - day: the first day.
    ///   - closing: whether it is closed on that day; false where it goes on without the parts.
    /// - Throws: `unknownCode`, `ambiguousName`, `illegalStep`, `wrongOrder`, `circularSuccession`, `invalidValue` for
    ///   no part.
    public func split(
        office text: String, into parts: [String], on day: CivilDate, closing: Bool = true
    ) throws(RegistryError) {
        let place = "office \(text)"
        try atomically(place) {
            let office = try row(of: .office, text, at: place)
            if closing { try keepAuthority(office, at: place) }
            try note(.office, office, splitInto: parts, on: day, at: place)
            if closing { try end(office: office.code, on: day) }
        }
    }

    /// Merges a service into another from a day on; the first is retired on that day.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `illegalStep` for a service that was retired before, `wrongOrder`,
    ///   `circularSuccession`.
    public func merge(service text: String, into other: String, on day: CivilDate) throws(RegistryError) {
        let place = "service \(text)"
        try atomically(place) {
            let service = try row(of: .service, text, at: place)
            let successor = try row(of: .service, other, at: place)
            try different(service, successor, at: place)
            try note(.merged, .service, service.id, successor.id, on: day, nil)
            try end(service: service.code, on: day)
        }
    }

    /// Splits a service into others from a day on; each must be in the catalogue.
    ///
    /// - Parameters:
    ///   - text: the service that is split, by code, alias or name.
    ///   - parts: the services that follow it, by code, alias or name.
    ///   - day: the first day.
    ///   - closing: whether it is retired on that day; false where it goes on without the parts.
    /// - Throws: as ``merge(service:into:on:)``, and `invalidValue` for no part.
    public func split(
        service text: String, into parts: [String], on day: CivilDate, closing: Bool = true
    ) throws(RegistryError) {
        let place = "service \(text)"
        try atomically(place) {
            let service = try row(of: .service, text, at: place)
            try note(.service, service, splitInto: parts, on: day, at: place)
            if closing { try end(service: service.code, on: day) }
        }
    }

    private func note(
        _ kind: CatalogueKind, _ row: CatalogueRow, splitInto parts: [String], on day: CivilDate, at place: String
    ) throws {
        guard !parts.isEmpty else {
            throw RegistryError(
                .invalidValue, "\(row.code) is split into nothing", at: place, remedy: "name what follows it")
        }
        for part in parts {
            let successor = try self.row(of: kind, part, at: place)
            try different(row, successor, at: place)
            try note(.split, kind, row.id, successor.id, on: day, nil)
        }
    }

    private func end(office code: String, on day: CivilDate) throws(RegistryError) {
        if let closed = try office(code).closedOn, closed < day { try close(office: code, on: day) }
        try change(office: code) { office in office.closedOn = day }
    }

    private func end(service code: String, on day: CivilDate) throws(RegistryError) {
        if let retired = try service(code).retiredOn, retired < day { try retire(service: code, on: day) }
        try change(service: code) { service in service.retiredOn = day }
    }

    /// Moves what stands below an office on a day or comes to stand there later.
    private func moveAll(
        below office: CatalogueRow, under successor: CatalogueRow, from day: CivilDate, at place: String
    ) throws {
        let children = try connection.rows(
            """
            SELECT o.id, o.code, max(p.starts_on, ?2)
            FROM office_parent_stretch AS p JOIN office AS o ON o.id = p.office_id
            WHERE p.parent_id = ?1 AND p.ends_before > ?2
            ORDER BY o.code, p.starts_on
            """, office.id, day
        ) { row in (CatalogueRow(id: try row[0], code: try row[1]), try row[2] as CivilDate) }
        for (child, from) in children {
            if child.id == successor.id {
                // It stood below the one that it follows: now it stands where that one stood.
                guard let above = try parent(ofOffice: office.code, on: from) else { continue }
                try put(child, under: try row(of: .office, above), from: from, at: place)
            } else {
                try put(child, under: successor, from: from, at: place)
            }
        }
    }

    private func different(
        _ row: CatalogueRow, _ other: CatalogueRow, at place: String
    ) throws(RegistryError) {
        guard row.id == other.id else { return }
        throw RegistryError(
            .circularSuccession, "\(row.code) cannot follow itself", at: place, remedy: "name another one")
    }

    private func keepAuthority(_ office: CatalogueRow, at place: String) throws(RegistryError) {
        let isAuthority = try translating(place) {
            try connection.value(Bool.self, "SELECT EXISTS (SELECT 1 FROM registry WHERE code = ?)", office.code)
        }
        guard isAuthority == true else { return }
        throw RegistryError(
            .illegalStep, "\(office.code) is the authority whose registry this is", at: place,
            remedy: "make a registry for the authority that follows it")
    }
}
