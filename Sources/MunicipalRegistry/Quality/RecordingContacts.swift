import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Records an attempt to reach a beneficiary.
    ///
    /// The same reference of the same source again, with the same content, is the same attempt: nothing is written. A
    /// retry with `made: .now` is not told apart by its moment.
    ///
    /// ```swift
    /// try city.record(NewContact(reference: "C-1", about: .request(request.id), by: .phone, outcome: .reached))
    /// ```
    ///
    /// - Parameters:
    ///   - contact: the attempt.
    ///   - replacing: whether other content under the same reference is corrected to this; the change log keeps it.
    /// - Throws: `duplicateReference` where the reference has other content, naming both; `unknownRecord` where there is
    ///   no such request or appointment, `unknownCode`, `invalidValue`, `invalidText`, `outsideTimeZone`;
    ///   `wrongOrder` where it is still to come.
    @discardableResult
    public func record(
        _ contact: NewContact, replacing: Bool = false
    ) throws(RegistryError) -> (contact: Contact, isNew: Bool) {
        var known = KnownRows()
        return try atomically("contact \(contact.reference)") { try put(contact, replacing, &known) }
    }

    /// Records several attempts in order, all or none.
    @discardableResult
    public func record(
        contentsOf contacts: [NewContact], replacing: Bool = false
    ) throws(RegistryError) -> [(contact: Contact, isNew: Bool)] {
        var known = KnownRows()
        return try each(of: contacts, "contact") { contact in try put(contact, replacing, &known) }
    }

    /// Removes an attempt that was written by mistake; the change log keeps it.
    ///
    /// - Throws: `unknownRecord`.
    public func remove(contact id: Int64) throws(RegistryError) {
        guard try contact(id: id) != nil else {
            throw RegistryError(
                .unknownRecord, "there is no contact \(id)", at: "contact \(id)",
                remedy: "look it up in the list of contacts")
        }
        try atomically("contact \(id)") {
            _ = try batch()
            try connection.run("DELETE FROM contact WHERE id = ?", id)
        }
    }

    private func put(
        _ new: NewContact, _ replacing: Bool, _ known: inout KnownRows
    ) throws(RegistryError) -> (contact: Contact, isNew: Bool) {
        let place = "contact \(new.reference)"
        try TextRule.check(reference: new.reference, at: place)
        let source = try row(of: .source, new.source, &known, at: place)
        switch new.subject {
        case .appointment(let id): _ = try knownAppointment(id)
        case .request(let id): _ = try knownRequest(id)
        }
        let made = try resolve(new.made, at: place)
        try check(past: made, at: place)
        func wanted(_ id: Int64, _ day: CivilDate, _ moment: Timestamp?) -> Contact {
            Contact(
                id: id, source: source.code, reference: new.reference, subject: new.subject, contactedOn: day,
                contactedAt: moment, way: new.way, outcome: new.outcome)
        }
        guard let there = try contact(reference: new.reference, sourceID: source.id) else {
            let batch = try batch()
            return try translating(place) {
                try connection.run(
                    """
                    INSERT INTO contact (source_id, reference, appointment_id, request_id, contacted_on, contacted_at, way,
                                         outcome, batch_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    source.id, new.reference, new.subject.appointment, new.subject.request, made.day, made.moment,
                    new.way, new.outcome, batch)
                return (wanted(connection.lastInsertRowID, made.day, made.moment), true)
            }
        }
        let keepsTime = new.made == .now
        let contact = wanted(
            there.id, keepsTime ? there.contactedOn : made.day, keepsTime ? there.contactedAt : made.moment)
        if contact == there { return (there, false) }
        guard replacing else {
            throw RegistryError(
                .duplicateReference, "\(there) is there already; given was \(contact.content)", at: place,
                remedy: "send the same content, replace what is there, or give the other attempt its own reference")
        }
        _ = try batch()
        try translating(place) {
            try connection.run(
                """
                UPDATE contact
                SET appointment_id = ?, request_id = ?, contacted_on = ?, contacted_at = ?, way = ?, outcome = ?
                WHERE id = ?
                """,
                contact.subject.appointment, contact.subject.request, contact.contactedOn, contact.contactedAt,
                contact.way, contact.outcome, contact.id)
        }
        return (contact, false)
    }
}
