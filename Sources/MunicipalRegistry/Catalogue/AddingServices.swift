import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Adds a service to the catalogue.
    ///
    /// Until a channel is opened for it (``open(service:on:from:before:)``) it accepts requests on every channel, and
    /// its availability is not stated.
    ///
    /// - Throws: `invalidCode`, `duplicateCode`, `invalidValue`, `invalidText`, `wrongOrder`, `unknownCode`.
    public func add(_ service: MunicipalService) throws(RegistryError) {
        try atomically("service \(service.code)") { try put(service) }
    }

    /// Adds several services, all or none.
    public func add(contentsOf services: [MunicipalService]) throws(RegistryError) {
        _ = try each(of: services, "service") { service in try put(service) }
    }

    private func put(_ service: MunicipalService) throws(RegistryError) {
        let place = "service \(service.code)"
        try check(service)
        let office = try officeID(of: service)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                """
                INSERT INTO service (code, name_ar, name_en, sector, office_id, target_days, introduced_on, retired_on,
                                     batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                service.code, service.nameArabic, service.nameEnglish, service.sector, office, service.targetDays,
                service.introducedOn, service.retiredOn, batch)
        }
    }

    /// The key of the office that answers for a service; nil where it names none.
    func officeID(of service: MunicipalService) throws(RegistryError) -> Int64? {
        guard let office = service.office else { return nil }
        return try row(of: .office, office, at: "service \(service.code)").id
    }

    /// Throws unless the schema could hold the service.
    func check(_ service: MunicipalService) throws(RegistryError) {
        let place = "service \(service.code)"
        try TextRule.check(code: service.code, as: "service code", at: place)
        try TextRule.check(name: service.nameArabic, as: "Arabic name", at: place)
        try TextRule.check(name: service.nameEnglish, as: "English name", at: place)
        if let sector = service.sector { try TextRule.check(name: sector, as: "sector", at: place) }
        try TextRule.check(counted: service.introducedOn, service.retiredOn, at: place)
        try TextRule.check(service.introducedOn, before: service.retiredOn, "introduced and retired", at: place)
        if let days = service.targetDays, days < 0 {
            throw RegistryError(
                .invalidCount, "a target of \(days) days is negative", at: place,
                remedy: "give the days within which a request should be completed, 0 or more, or leave it out")
        }
    }
}
