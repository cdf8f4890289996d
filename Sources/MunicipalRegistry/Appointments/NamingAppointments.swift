import RegistrySQLite

extension RegistryAccess {
    /// The appointment of a reference, as people name it: of that source, or the only one of any.
    ///
    /// - Throws: `unknownRecord`, `ambiguousName` where several sources have the reference, `unknownCode`.
    public func appointment(named reference: String, source: String? = nil) throws(RegistryError) -> Appointment {
        if let id = try key(of: .appointment, named: reference, source) { return try knownAppointment(id) }
        throw RegistryError.unknown("appointment", reference, source)
    }

    /// The visit of a reference, as people name it: its own, or that of the appointment which brought it.
    ///
    /// - Throws: `unknownRecord`; `illegalStep` where nobody came yet to the appointment of that reference; `ambiguousName` where
    ///   several sources have the reference, or a visit has it beside an appointment that brought another; `unknownCode`.
    public func visit(named reference: String, source: String? = nil) throws(RegistryError) -> Visit {
        let own = try key(of: .visit, named: reference, source)
        guard let id = try key(of: .appointment, named: reference, source) else {
            if let own { return try knownVisit(own) }
            throw RegistryError.unknown("visit or appointment", reference, source)
        }
        let appointment = try knownAppointment(id)
        guard let brought = appointment.visit else {
            if let own { return try knownVisit(own) }
            throw RegistryError(
                .illegalStep, "\(appointment): nobody came yet", at: appointment.place,
                remedy: "check it in first: `municipal check-in REGISTRY \(reference.shellWord)`")
        }
        guard own == nil || own == brought else {
            throw RegistryError(
                .ambiguousName,
                "a visit has the reference \(reference.quoted), and so has an appointment that brought another one",
                at: "visit \(reference)", remedy: "name the other by its own reference, or the source")
        }
        return try knownVisit(brought)
    }

    /// What is named by a source's reference.
    private enum Referenced: String { case appointment, visit }

    /// The key of what has a reference, of that source or the only one of any; nil where nothing has it.
    private func key(
        of what: Referenced, named reference: String, _ source: String?
    ) throws(RegistryError) -> Int64? {
        let place = "\(what) \(reference)"
        let known = try source.map { (source) throws(RegistryError) in try row(of: .source, source, at: place).id }
        // By source, since what is unique, and indexed, is a source's reference.
        let found = try translating(place) {
            try connection.rows(
                """
                SELECT x.id, src.code
                FROM source AS src JOIN \(what) AS x ON x.source_id = src.id AND x.reference = ?1
                WHERE ?2 IS NULL OR src.id = ?2
                ORDER BY src.code
                """, reference, known
            ) { row in (id: try row[0] as Int64, source: try row[1] as String) }
        }
        guard found.count < 2 else {
            throw RegistryError(
                .ambiguousName, "\(found.count) sources have \(what == .visit ? "a" : "an") \(place)", at: place,
                remedy: "name the source: \(found.map(\.source).joined(separator: ", "))")
        }
        return found.first?.id
    }

    /// A moment as people write it: by the city's clock, or with an offset of its own; a day alone is its midnight.
    ///
    /// - Throws: `invalidTimestamp`, `invalidDay`, `localTimeSkipped`, `localTimeRepeated`, `outsideTimeZone`.
    public func moment(_ text: String) throws(RegistryError) -> Timestamp {
        var reader = MomentReader(city.zone)
        var moment = DayText()
        try reader.read(text, into: &moment)
        guard let instant = moment.instant else {
            return try city.zone.resolve(LocalMoment("\(moment.dayString)T00:00:00"))
        }
        return try Timestamp(instant: instant, offsetSeconds: city.zone.offset(at: instant))
    }
}

extension RegistryError {
    fileprivate static func unknown(_ what: String, _ reference: String, _ source: String?) -> RegistryError {
        RegistryError(
            .unknownRecord, "there is no \(what) \(reference.quoted)\(source.map { " of \($0)" } ?? "")",
            at: "\(what) \(reference)",
            remedy: "correct the reference\(source == nil ? "" : ", or name another source")")
    }
}
