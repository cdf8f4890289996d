import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Changes a service's names, sector, office, target or days; the change log keeps what was.
    ///
    /// - Parameters:
    ///   - text: the service, by code, alias or name.
    ///   - edit: changes the service that it is given. Its code stays: `recode` changes that.
    /// - Throws: `unknownCode`, `ambiguousName`, `illegalStep` for another code, `invalidValue`, `invalidText`,
    ///   `invalidCount`, `wrongOrder`; what the closure throws.
    public func change(
        service text: String, _ edit: (inout MunicipalService) throws -> Void
    ) throws(RegistryError) {
        try atomically("service \(text)") {
            let there = try service(text)
            var service = there
            try edit(&service)
            if service == there { return }
            try keepCode(there.code, service.code, "service")
            try check(service)
            let office = try officeID(of: service)
            let row = try row(of: .service, there.code)
            _ = try batch()
            try connection.run(
                """
                UPDATE service
                SET name_ar = ?, name_en = ?, sector = ?, office_id = ?, target_days = ?, introduced_on = ?,
                    retired_on = ?
                WHERE id = ?
                """,
                service.nameArabic, service.nameEnglish, service.sector, office, service.targetDays,
                service.introducedOn, service.retiredOn, row.id)
        }
    }

    /// Gives a service other names from a day on, and keeps the day.
    ///
    /// - Throws: as ``change(service:_:)``.
    public func rename(
        service text: String, arabic: String, english: String, on day: CivilDate
    ) throws(RegistryError) {
        try atomically("service \(text)") {
            let there = try service(text)
            try change(service: there.code) { service in
                service.nameArabic = arabic
                service.nameEnglish = english
            }
            let row = try row(of: .service, there.code)
            try note(.renamed, .service, row.id, row.id, on: day, "\(there.nameArabic) / \(there.nameEnglish) before")
        }
    }

    /// Says which office answers for a service from a day on, and keeps the day.
    ///
    /// - Throws: as ``change(service:_:)``.
    public func move(service text: String, to office: String, on day: CivilDate) throws(RegistryError) {
        try atomically("service \(text)") {
            let there = try service(text)
            let office = try row(of: .office, office, at: "service \(text)")
            if there.office == office.code { return }
            try change(service: there.code) { service in service.office = office.code }
            let row = try row(of: .service, there.code)
            try note(.moved, .service, row.id, row.id, on: day, "at \(there.office ?? "no office") before")
        }
    }

    /// Says that a service is no longer offered from a day on.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `wrongOrder` on or before the day it was introduced, `illegalStep`
    ///   where it has been retired on another day.
    public func retire(service text: String, on day: CivilDate) throws(RegistryError) {
        let there = try service(text)
        if let retired = there.retiredOn, retired != day {
            throw RegistryError(
                .illegalStep, "\(there.code) has been retired since \(retired)", at: "service \(text)",
                remedy: "if that day is wrong, correct it")
        }
        try change(service: there.code) { service in service.retiredOn = day }
    }

    /// Says that several services are no longer offered, all or none.
    public func retire(services: [(service: String, on: CivilDate)]) throws(RegistryError) {
        _ = try each(of: services, "service") { item in try retire(service: item.service, on: item.on) }
    }
}
