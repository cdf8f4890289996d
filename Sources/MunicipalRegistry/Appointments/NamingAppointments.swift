import RegistrySQLite

extension RegistryAccess {
    /// The appointment of a reference, as people name it: of that source, or the only one of any.
    ///
    /// - Throws: `unknownRecord`, `ambiguousName` where several sources have the reference, `unknownCode`.
    public func appointment(named reference: String, source: String? = nil) throws(RegistryError) -> Appointment {
        let place = "appointment \(reference)"
        if let source {
            if let appointment = try appointment(reference: reference, source: source) { return appointment }
            throw RegistryError(
                .unknownRecord, "there is no appointment \(reference.quoted) of \(source)", at: place,
                remedy: "correct the reference, or name another source")
        }
        // By source, since what is unique, and indexed, is a source's reference.
        let found = try translating(place) {
            try connection.rows(
                """
                SELECT a.id, src.code
                FROM source AS src JOIN appointment AS a ON a.source_id = src.id AND a.reference = ?
                ORDER BY src.code
                """, reference
            ) { row in (id: try row[0] as Int64, source: try row[1] as String) }
        }
        guard let first = found.first else {
            throw RegistryError(
                .unknownRecord, "there is no appointment \(reference.quoted)", at: place,
                remedy: "correct the reference")
        }
        guard found.count == 1 else {
            throw RegistryError(
                .ambiguousName, "\(found.count) sources have an appointment \(reference.quoted)", at: place,
                remedy: "name the source: \(found.map(\.source).joined(separator: ", "))")
        }
        return try knownAppointment(first.id)
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
