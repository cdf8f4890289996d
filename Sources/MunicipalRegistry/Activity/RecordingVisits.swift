import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Records a visit: of whoever walks in, or with `appointment` of whoever has one, whom it checks in.
    ///
    /// The same reference of the same source again, with the same content, is the same visit: nothing is written. A
    /// retry is not told apart by what it leaves open: its moment where `arrived` is `.now`, and the moments of being
    /// called, served and leaving, which may have come since.
    ///
    /// - Parameters:
    ///   - visit: the visit.
    ///   - replacing: whether other content under the same reference is corrected to this, moments that are left open
    ///     to none but `arrived`; the change log keeps it.
    /// - Throws: `duplicateReference` where the reference has other content, naming both; `unknownCode`,
    ///   `ambiguousName`, `unknownRecord`, `insideTotal`, `illegalStep`, `wrongOrder`, `invalidValue`,
    ///   `invalidText`, `outsideTimeZone`.
    @discardableResult
    public func record(
        _ visit: NewVisit, replacing: Bool = false
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        var known = KnownRows()
        return try atomically("visit \(visit.reference)") { try put(visit, replacing, &known) }
    }

    /// Records several visits in order, all or none.
    @discardableResult
    public func record(
        contentsOf visits: [NewVisit], replacing: Bool = false
    ) throws(RegistryError) -> [(visit: Visit, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: visits, "visit") { visit in try put(visit, replacing, &known) }
    }

    private func put(
        _ new: NewVisit, _ replacing: Bool, _ known: inout KnownRows
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        let place = "visit \(new.reference)"
        try TextRule.check(reference: new.reference, at: place)
        var new = new
        new.beneficiary = try asKept(new.beneficiary, at: place)
        let source = try row(of: .source, new.source, &known, at: place)
        let office = try row(of: .office, new.office, &known, at: place)
        let request: ServiceRequest?
        if let id = new.request { request = try knownRequest(id) } else { request = nil }
        let services = try services(of: new, request, &known)
        let times = try times(of: new)
        if let there = try visit(reference: new.reference, sourceID: source.id) {
            let keepsTime = new.arrived == .now
            // Whoever sends it again knows nothing of the steps since; whoever corrects it says all of it.
            let keepsSteps = !replacing
            let wanted = Visit(
                id: there.id, source: there.source, reference: there.reference, office: office.code,
                service: services.first?.code, otherServices: services.dropFirst().map(\.code).sorted(),
                request: request?.id, appointment: new.appointment, beneficiary: new.beneficiary,
                visitedOn: keepsTime ? there.visitedOn : times.arrived.day,
                arrivedAt: keepsTime ? there.arrivedAt : times.arrived.moment,
                calledAt: times.called ?? (keepsSteps ? there.calledAt : nil),
                servedAt: times.served ?? (keepsSteps ? there.servedAt : nil),
                leftAt: times.left ?? (keepsSteps ? there.leftAt : nil))
            if wanted == there { return (there, false) }
            if replacing {
                try replace(there, by: wanted, office, services)
                return (wanted, false)
            }
            let other = wanted.beneficiary == there.beneficiary ? "" : ", by another beneficiary"
            throw RegistryError(
                .duplicateReference, "\(there) is there already; given was \(wanted.content)\(other)", at: place,
                remedy: "send the same content, replace what is there, or give the other visit its own reference")
        }
        let beneficiary = try key(of: new.beneficiary, at: place)
        let id = try insert(new, source, office, services, beneficiary, times)
        let visit = Visit(
            id: id, source: source.code, reference: new.reference, office: office.code, service: services.first?.code,
            otherServices: services.dropFirst().map(\.code).sorted(), request: request?.id,
            appointment: new.appointment, beneficiary: new.beneficiary, visitedOn: times.arrived.day,
            arrivedAt: times.arrived.moment, calledAt: times.called, servedAt: times.served, leftAt: times.left)
        return (visit, true)
    }

    /// The visit's services, the one that counts first, each once.
    private func services(
        of new: NewVisit, _ request: ServiceRequest?, _ known: inout KnownRows
    ) throws(RegistryError) -> [CatalogueRow] {
        let place = "visit \(new.reference)"
        guard let first = new.service ?? request?.service else {
            if new.otherServices.isEmpty { return [] }
            throw RegistryError(
                .invalidValue, "it has other services, but no first one", at: place,
                remedy: "give the service under which it counts")
        }
        var rows = [try row(of: .service, first, &known, at: place)]
        for other in new.otherServices {
            let row = try row(of: .service, other, &known, at: place)
            if !rows.contains(row) { rows.append(row) }
        }
        return rows
    }

    private func times(of new: NewVisit) throws(RegistryError) -> VisitTimes {
        let place = "visit \(new.reference)"
        let arrived = try resolve(new.arrived, at: place)
        var times = VisitTimes(arrived: arrived)
        if let called = new.called { times.called = try cityTime(called, at: place) }
        if let served = new.served { times.served = try cityTime(served, at: place) }
        if let left = new.left { times.left = try cityTime(left, at: place) }
        var last = arrived
        for (name, moment) in [("called", times.called), ("served", times.served), ("left", times.left)] {
            guard let moment else { continue }
            let next = DayAndMoment(day: moment.day, moment: moment)
            if next.isBefore(last) {
                throw RegistryError(
                    .wrongOrder, "\(name) \(moment), before \(last.text)", at: place,
                    remedy: "a visitor arrives, is called, is served and leaves, in this order; correct a moment")
            }
            last = next
            try Visit.check(moment, name, within: arrived.day, at: place)
        }
        return times
    }

    private func insert(
        _ new: NewVisit, _ source: CatalogueRow, _ office: CatalogueRow, _ services: [CatalogueRow],
        _ beneficiary: Int64?, _ times: VisitTimes
    ) throws(RegistryError) -> Int64 {
        let place = "visit \(new.reference)"
        let batch = try batch()
        do {
            try connection.run(
                """
                INSERT INTO visit (source_id, reference, office_id, service_id, request_id, appointment_id,
                                   beneficiary_id, visited_on, arrived_at, called_at, served_at, left_at, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                source.id, new.reference, office.id, services.first?.id, new.request, new.appointment, beneficiary,
                times.arrived.day, times.arrived.moment, times.called, times.served, times.left, batch)
        } catch {
            throw try explained(RegistryError(error, at: place), office, services, times.arrived.day)
        }
        let id = connection.lastInsertRowID
        try translating(place) { try insert(services.dropFirst(), of: id) }
        return id
    }

    private func replace(
        _ there: Visit, by wanted: Visit, _ office: CatalogueRow, _ services: [CatalogueRow]
    ) throws(RegistryError) {
        let place = "visit \(there.reference)"
        let beneficiary = try key(of: wanted.beneficiary, at: place)
        _ = try batch()
        do {
            // Its other services go first: one of them may become the one that counts.
            if !there.otherServices.isEmpty {
                try connection.run("DELETE FROM visit_service WHERE visit_id = ?", there.id)
            }
            try connection.run(
                """
                UPDATE visit
                SET office_id = ?, service_id = ?, request_id = ?, appointment_id = ?, beneficiary_id = ?,
                    visited_on = ?, arrived_at = ?, called_at = ?, served_at = ?, left_at = ?
                WHERE id = ?
                """,
                office.id, services.first?.id, wanted.request, wanted.appointment, beneficiary,
                wanted.visitedOn, wanted.arrivedAt, wanted.calledAt, wanted.servedAt, wanted.leftAt, there.id)
        } catch {
            throw try explained(RegistryError(error, at: place), office, services, wanted.visitedOn)
        }
        try translating(place) { try insert(services.dropFirst(), of: there.id) }
    }

    private func insert(_ others: ArraySlice<CatalogueRow>, of visit: Int64) throws {
        for service in others {
            try connection.run(
                "INSERT INTO visit_service (visit_id, service_id, batch_id) VALUES (?, ?, ?)", visit, service.id,
                try batch())
        }
    }

    /// A refusal by the schema, with what the caller must know to settle it.
    private func explained(
        _ error: RegistryError, _ office: CatalogueRow, _ services: [CatalogueRow], _ day: CivilDate
    ) throws(RegistryError) -> RegistryError {
        guard error.code == .insideTotal else { return error }
        return try insideTotal(
            error, measure: .visits, office: office.id, service: services.first?.id, channel: nil, on: day)
    }
}

/// The day and the moments of a visit, in the city's time.
private struct VisitTimes {
    let arrived: DayAndMoment
    var called: Timestamp?
    var served: Timestamp?
    var left: Timestamp?
}
