import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Says that a request was granted and done.
    ///
    /// Only a request that waits can be completed, rejected or withdrawn. The same step again changes nothing, but for a
    /// day where none was known.
    ///
    /// ```swift
    /// try city.complete(request: request.id, .on(CivilDate("2024-03-05")))
    /// ```
    ///
    /// - Parameters:
    ///   - id: the request's key.
    ///   - when: when it was completed; now unless said otherwise.
    /// - Throws: `unknownRecord`, `illegalStep` where it has been closed otherwise, `wrongOrder` where that is before
    ///   it was submitted, `outsideTimeZone`.
    @discardableResult
    public func complete(request id: Int64, _ when: Occurrence = .now) throws(RegistryError) -> ServiceRequest {
        try close(id, .completed(when))
    }

    /// Says that a request was refused; as ``complete(request:_:)``.
    @discardableResult
    public func reject(request id: Int64, _ when: Occurrence = .now) throws(RegistryError) -> ServiceRequest {
        try close(id, .rejected(when))
    }

    /// Says that a request was taken back by whoever made it; as ``complete(request:_:)``.
    @discardableResult
    public func withdraw(request id: Int64, _ when: Occurrence = .now) throws(RegistryError) -> ServiceRequest {
        try close(id, .withdrawn(when))
    }

    /// Closes several requests in order, all or none.
    @discardableResult
    public func close(
        contentsOf outcomes: [(request: Int64, outcome: NewRequest.Outcome)]
    ) throws(RegistryError) -> [ServiceRequest] {
        try each(of: outcomes, "request") { item in try close(item.request, item.outcome) }
    }

    private func close(_ id: Int64, _ outcome: NewRequest.Outcome) throws(RegistryError) -> ServiceRequest {
        let request = try knownRequest(id)
        let place = "request \(id) (\(request.reference) of \(request.source))"
        let closed = try resolve(outcome.occurrence, at: place)
        let lacksDay = request.status == outcome.status && request.closedOn == nil && outcome.occurrence != .now
        guard request.status == .submitted || lacksDay else {
            let isSame =
                request.status == outcome.status
                && (outcome.occurrence == .now || (request.closedOn == closed.day && request.closedAt == closed.moment))
            if isSame { return request }
            throw RegistryError(
                .illegalStep, "\(request) cannot become \(outcome.status.rawValue) \(closed.text)", at: place,
                remedy: "only a request that waits can be closed; if the step before was wrong, reopen it first")
        }
        let submitted = DayAndMoment(day: request.submittedOn, moment: request.submittedAt)
        if closed.isBefore(submitted) {
            throw RegistryError.closedTooEarly(closed, submitted: submitted, at: place)
        }
        try atomically(place) {
            // The batch is history's, not the row's: a request keeps the batch that it came in with.
            _ = try batch()
            try connection.run(
                "UPDATE request SET status = ?, closed_on = ?, closed_at = ? WHERE id = ?",
                outcome.status, closed.day, closed.moment, id)
        }
        return try knownRequest(id)
    }

    /// Takes a wrong outcome back: the request waits again. The change log keeps what was.
    ///
    /// - Throws: `unknownRecord`.
    @discardableResult
    public func reopen(request id: Int64) throws(RegistryError) -> ServiceRequest {
        let request = try knownRequest(id)
        if request.status == .submitted { return request }
        try atomically("request \(id)") {
            _ = try batch()
            try connection.run(
                "UPDATE request SET status = 'submitted', closed_on = NULL, closed_at = NULL WHERE id = ?", id)
        }
        return try knownRequest(id)
    }
}
