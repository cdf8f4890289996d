import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Says that whoever has an appointment came: a visit of its office and service begins.
    ///
    /// Checked in again with the same content, it is the visit that is there, and nothing changes; what is left out is not
    /// told apart. Whoever comes without an appointment is recorded with ``record(_:replacing:)-(NewVisit,_)``.
    ///
    /// - Parameters:
    ///   - id: the appointment's key.
    ///   - moment: when the visitor arrived; now where nil.
    ///   - reference: the visit's; where nil, the appointment's.
    ///   - otherServices: more services of the same visit, which do not count again.
    /// - Throws: `unknownRecord`; `illegalStep` where the appointment was cancelled, kept or missed, or checked in otherwise,
    ///   or its slot is on another day; `duplicateReference` where another visit has that reference; `wrongOrder`, `insideTotal`,
    ///   `unknownCode`, `outsideTimeZone`.
    @discardableResult
    public func checkIn(
        appointment id: Int64, at moment: Timestamp? = nil, visitReference reference: String? = nil,
        otherServices: [String] = []
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        let appointment = try knownAppointment(id)
        let moment = try moment.map { (moment) throws(RegistryError) in try pastMoment(moment, at: appointment.place) }
        if let there = appointment.visit {
            let visit = try knownVisit(there)
            let others = try otherServices.map { (name) throws(RegistryError) in
                try row(of: .service, name, at: appointment.place).code
            }
            let isSame =
                moment.map { $0 == visit.arrivedAt } ?? true && reference.map { $0 == visit.reference } ?? true
                && (others.isEmpty || others.sorted() == visit.otherServices.sorted())
            if isSame { return (visit, false) }
            throw RegistryError(
                .illegalStep,
                "\(appointment) already, with the visit \(visit.reference.quoted), arrived "
                    + "\(visit.arrivedAt?.description ?? "at an unknown moment")",
                at: appointment.place,
                remedy: "if it is wrong, replace the visit, or undo the check-in")
        }
        let new = NewVisit(
            reference: reference ?? appointment.reference, office: appointment.office, service: appointment.service,
            otherServices: otherServices, request: appointment.request, appointment: id,
            beneficiary: appointment.beneficiary, arrived: moment.map { .at($0) } ?? .now, source: appointment.source)
        do {
            return try record(new)
        } catch {
            guard error.code == .illegalStep, appointment.state != .booked else { throw error }
            throw RegistryError(
                .illegalStep, "\(appointment) cannot be checked in", at: appointment.place, remedy: error.remedy,
                cause: error.cause)
        }
    }

    /// Says that a visitor was called; again, it changes nothing.
    ///
    /// - Parameters:
    ///   - id: the visit's key.
    ///   - moment: when; now where nil.
    /// - Throws: `unknownRecord`, `illegalStep` where that was said of another moment, `wrongOrder` where the moment
    ///   comes before one that must be earlier, or after one that must be later, or is still to come; `outsideTimeZone`.
    /// - Returns: the visit, and whether that is new.
    @discardableResult
    public func call(
        visit id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        try mark(id, "called", \.calledAt, "UPDATE visit SET called_at = ? WHERE id = ?", moment)
    }

    /// Says that a visitor's service began; whoever has an appointment was called before. As ``call(visit:at:)``.
    @discardableResult
    public func serve(
        visit id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        try mark(id, "served", \.servedAt, "UPDATE visit SET served_at = ? WHERE id = ?", moment)
    }

    /// Says that a visitor left; as ``call(visit:at:)``.
    @discardableResult
    public func leave(
        visit id: Int64, at moment: Timestamp? = nil
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        try mark(id, "left", \.leftAt, "UPDATE visit SET left_at = ? WHERE id = ?", moment)
    }

    private func mark(
        _ id: Int64, _ word: String, _ path: KeyPath<Visit, Timestamp?>, _ sql: String, _ moment: Timestamp?
    ) throws(RegistryError) -> (visit: Visit, isNew: Bool) {
        let visit = try knownVisit(id)
        let place = "visit \(id) (\(visit.reference) of \(visit.source))"
        let at = try pastMoment(moment, at: place)
        if let there = visit[keyPath: path] {
            if moment == nil || there == at { return (visit, false) }
            throw RegistryError(
                .illegalStep, "\(visit): it cannot be \(word) again, \(at)", at: place,
                remedy: "if that moment is wrong, replace the visit")
        }
        // The moments of a visit in their order, this one among them.
        let all = [visit.arrivedAt, visit.calledAt, visit.servedAt, visit.leftAt]
        let order = ["arrived", "called", "served", "left"]
        let own = order.firstIndex(of: word) ?? 0
        for (index, other) in all.enumerated() {
            guard let other, index < own ? at.instant < other.instant : at.instant > other.instant else { continue }
            throw RegistryError(
                .wrongOrder, "\(word) \(at), \(index < own ? "before" : "after") it \(order[index]) \(other)",
                at: place,
                remedy: "a visitor arrives, is called, is served and leaves, in this order; correct one of the moments")
        }
        try Visit.check(at, word, within: visit.visitedOn, at: place)
        try atomically(place) {
            _ = try batch()
            try connection.run(sql, at, id)
        }
        return (try knownVisit(id), true)
    }
}

extension RegistryAccess {
    func knownVisit(_ id: Int64) throws(RegistryError) -> Visit {
        if let visit = try visit(id: id) { return visit }
        throw RegistryError(
            .unknownRecord, "there is no visit \(id)", at: "visit \(id)", remedy: "look it up by its reference")
    }
}
