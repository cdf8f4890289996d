import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Submits a request.
    ///
    /// The same reference of the same source again, with the same content, is the same request: nothing is written. A
    /// retry with `submitted: .now` is not told apart by its moment.
    ///
    /// ```swift
    /// let (request, isNew) = try city.submit(
    ///     NewRequest(reference: "R-1007", service: "permit", office: "WAJH", channel: "balady"))
    /// ```
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - replacing: whether other content under the same reference is corrected to this; the change log keeps it.
    /// - Throws: `duplicateReference` where the reference has other content, naming both; `unknownCode`,
    ///   `ambiguousName`, `channelNotOpen`, `insideTotal`, `wrongOrder`, `invalidValue`, `invalidText`,
    ///   `outsideTimeZone`.
    @discardableResult
    public func submit(
        _ request: NewRequest, replacing: Bool = false
    ) throws(RegistryError) -> (request: ServiceRequest, isNew: Bool) {
        var known = KnownRows()
        return try atomically("request \(request.reference)") { try put(request, replacing, &known) }
    }

    /// Submits several requests in order, all or none.
    @discardableResult
    public func submit(
        contentsOf requests: [NewRequest], replacing: Bool = false
    ) throws(RegistryError) -> [(request: ServiceRequest, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: requests, "request") { request in try put(request, replacing, &known) }
    }

    private func put(
        _ new: NewRequest, _ replacing: Bool, _ known: inout KnownRows
    ) throws(RegistryError) -> (request: ServiceRequest, isNew: Bool) {
        let place = "request \(new.reference)"
        try TextRule.check(reference: new.reference, at: place)
        var new = new
        new.beneficiary = try asKept(new.beneficiary, at: place)
        let rows = RequestRows(
            source: try row(of: .source, new.source, &known, at: place),
            service: try row(of: .service, new.service, &known, at: place),
            office: try row(of: .office, new.office, &known, at: place),
            channel: try row(of: .channel, new.channel, &known, at: place))
        let there = try request(reference: new.reference, sourceID: rows.source.id)
        // A moment that was not given, but taken from the clock, says nothing about a request that is there.
        let submitted: DayAndMoment
        if let there, new.submitted == .now {
            submitted = DayAndMoment(day: there.submittedOn, moment: there.submittedAt)
        } else {
            submitted = try resolve(new.submitted, at: place)
        }
        let closed = try new.outcome.map { (outcome) throws(RegistryError) in
            try resolve(outcome.occurrence, at: place)
        }
        if let closed, closed.isBefore(submitted) {
            throw RegistryError.closedTooEarly(closed, submitted: submitted, at: place)
        }
        if let there {
            let wanted = there.with(rows, new, submitted: submitted, closed: closed)
            if wanted == there { return (there, false) }
            if replacing {
                try replace(there, by: wanted, rows)
                return (wanted, false)
            }
            throw RegistryError(
                .duplicateReference, "\(there) is there already; given was \(wanted.content(unlike: there))", at: place,
                remedy: "send the same content, replace what is there, or give the other request its own reference")
        }
        let beneficiary = try key(of: new.beneficiary, at: place)
        let id = try insert(new, rows, beneficiary, submitted, closed)
        let request = ServiceRequest(
            id: id, source: rows.source.code, reference: new.reference, service: rows.service.code,
            office: rows.office.code, channel: rows.channel.code, beneficiary: new.beneficiary,
            submittedOn: submitted.day, submittedAt: submitted.moment, status: new.outcome?.status ?? .submitted,
            closedOn: closed?.day, closedAt: closed?.moment)
        return (request, true)
    }

    private func insert(
        _ new: NewRequest, _ rows: RequestRows, _ beneficiary: Int64?, _ submitted: DayAndMoment,
        _ closed: DayAndMoment?
    ) throws(RegistryError) -> Int64 {
        let batch = try batch()
        do {
            try connection.run(
                """
                INSERT INTO request (source_id, reference, service_id, office_id, channel_id, beneficiary_id,
                                     submitted_on, submitted_at, status, closed_on, closed_at, batch_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows.source.id, new.reference, rows.service.id, rows.office.id, rows.channel.id, beneficiary,
                submitted.day, submitted.moment, new.outcome?.status ?? .submitted, closed?.day, closed?.moment, batch)
        } catch {
            throw try explained(
                RegistryError(error, at: "request \(new.reference)"), rows, submitted.day)
        }
        return connection.lastInsertRowID
    }

    private func replace(
        _ there: ServiceRequest, by wanted: ServiceRequest, _ rows: RequestRows
    ) throws(RegistryError) {
        let place = "request \(there.reference)"
        let beneficiary = try key(of: wanted.beneficiary, at: place)
        _ = try batch()
        do {
            try connection.run(
                """
                UPDATE request
                SET service_id = ?, office_id = ?, channel_id = ?, beneficiary_id = ?, submitted_on = ?,
                    submitted_at = ?, status = ?, closed_on = ?, closed_at = ?
                WHERE id = ?
                """,
                rows.service.id, rows.office.id, rows.channel.id, beneficiary, wanted.submittedOn, wanted.submittedAt,
                wanted.status, wanted.closedOn, wanted.closedAt, there.id)
        } catch {
            throw try explained(RegistryError(error, at: place), rows, wanted.submittedOn)
        }
    }

    /// A refusal by the schema, with what the caller must know to settle it.
    private func explained(
        _ error: RegistryError, _ rows: RequestRows, _ day: CivilDate
    ) throws(RegistryError) -> RegistryError {
        switch error.code {
        case .channelNotOpen:
            let open = try stretches(of: rows.service, on: nil)
            return RegistryError(
                .channelNotOpen,
                "\(rows.service.code) was not open on \(rows.channel.code) on \(day); open: \(OpenStretch.list(open))",
                at: error.place, remedy: "state the days on which it was open there, or correct the channel or the day",
                cause: error.cause)
        case .insideTotal:
            return try insideTotal(
                error, measure: .requests, office: rows.office.id, service: rows.service.id, channel: rows.channel.id,
                on: day)
        default: return error
        }
    }
}

/// The catalogue rows that a request names.
struct RequestRows {
    let source: CatalogueRow
    let service: CatalogueRow
    let office: CatalogueRow
    let channel: CatalogueRow
}

extension ServiceRequest {
    /// This request with what a new one of the same reference says: the same again where it says the same.
    ///
    /// An outcome that was left out says nothing.
    fileprivate func with(
        _ rows: RequestRows, _ new: NewRequest, submitted: DayAndMoment, closed: DayAndMoment?
    ) -> ServiceRequest {
        let keepsOutcome = new.outcome == nil || (new.outcome?.status == status && new.outcome?.occurrence == .now)
        return ServiceRequest(
            id: id, source: source, reference: reference, service: rows.service.code, office: rows.office.code,
            channel: rows.channel.code, beneficiary: new.beneficiary, submittedOn: submitted.day,
            submittedAt: submitted.moment,
            status: keepsOutcome ? status : new.outcome?.status ?? status,
            closedOn: keepsOutcome ? closedOn : closed?.day, closedAt: keepsOutcome ? closedAt : closed?.moment)
    }

    /// What it says, and whether the beneficiary is another one.
    fileprivate func content(unlike other: ServiceRequest) -> String {
        var text = "\(service) at \(office) on \(channel)"
        text += ", submitted \(submittedAt?.description ?? submittedOn.description)"
        text += ending
        if beneficiary != other.beneficiary { text += ", for another beneficiary" }
        return text
    }
}

extension RegistryError {
    static func closedTooEarly(_ closed: DayAndMoment, submitted: DayAndMoment, at place: String) -> RegistryError {
        RegistryError(
            .wrongOrder, "closed \(closed.text), before it was submitted \(submitted.text)", at: place,
            remedy: "correct one of the two; what is closed on the day of submission has the same day")
    }
}
