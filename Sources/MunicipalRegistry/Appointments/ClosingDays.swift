import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// States that an office is closed on some days: no slots are made on them, and none is added unless it is asked for.
    ///
    /// Slots that are there stay, and drop no booking. The same closure again changes nothing.
    ///
    /// - Returns: the bookings on those days at that office, to be moved or cancelled.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidValue`, `invalidText`.
    @discardableResult
    public func add(_ closure: Closure) throws(RegistryError) -> [AffectedAppointment] {
        var known = KnownRows()
        return try atomically("closure of \(closure.office)") { try put(closure, &known) }
    }

    /// States several closures, all or none; gives the bookings of each.
    @discardableResult
    public func add(contentsOf closures: [Closure]) throws(RegistryError) -> [[AffectedAppointment]] {
        var known = KnownRows()
        return try each(of: closures, "closure") { closure in try put(closure, &known) }
    }

    /// Takes a closure back; the change log keeps it.
    ///
    /// - Throws: `unknownRecord` where the office has none of these days, `unknownCode`, `ambiguousName`.
    public func remove(_ closure: Closure) throws(RegistryError) {
        let place = "closure of \(closure.office)"
        let office = try row(of: .office, closure.office, at: place)
        try atomically(place) {
            guard let id = try key(of: closure, office.id) else {
                throw RegistryError(
                    .unknownRecord, "\(office.code) has none \(closure.stretch)", at: place,
                    remedy: "look it up in the list of the office's closures")
            }
            _ = try batch()
            try connection.run("DELETE FROM closure WHERE id = ?", id)
        }
    }

    private func put(_ closure: Closure, _ known: inout KnownRows) throws(RegistryError) -> [AffectedAppointment] {
        let place = "closure of \(closure.office)"
        let office = try row(of: .office, closure.office, &known, at: place)
        try TextRule.check(name: closure.nameArabic, as: "name in Arabic", at: place)
        try TextRule.check(name: closure.nameEnglish, as: "name in English", at: place)
        try TextRule.check(closure.from, before: closure.before, "closed", at: place)
        return try translating(place) {
            if try key(of: closure, office.id) == nil {
                try connection.run(
                    """
                    INSERT INTO closure (office_id, starts_on, ends_before, name_ar, name_en, batch_id)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    office.id, closure.from, closure.before, closure.nameArabic, closure.nameEnglish,
                    try batch())
            }
            return try affected(
                "s.office_id = ? AND s.starts_at >= ? AND s.starts_at < ?",
                [office.id, closure.from, closure.before ?? CivilDate.latest])
        }
    }

    private func key(of closure: Closure, _ office: Int64) throws -> Int64? {
        try connection.value(
            Int64.self,
            """
            SELECT id FROM closure
            WHERE office_id = ? AND starts_on = ? AND ends_before IS ? AND name_ar = ? AND name_en = ?
            """,
            office, closure.from, closure.before, closure.nameArabic, closure.nameEnglish)
    }
}

extension RegistryAccess {
    /// The closures of an office, by their first day.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`.
    public func closures(ofOffice office: String) throws(RegistryError) -> [Closure] {
        let office = try row(of: .office, office, at: "closures of \(office)")
        return try translating("closures of \(office.code)") {
            try connection.rows(
                "SELECT starts_on, ends_before, name_ar, name_en FROM closure WHERE office_id = ? ORDER BY starts_on, id",
                office.id
            ) { row in
                Closure(
                    office: office.code, from: try row[0], before: try row[1], nameArabic: try row[2],
                    nameEnglish: try row[3])
            }
        }
    }
}

extension Closure {
    /// `from 2024-07-07 until before 2024-07-08`.
    fileprivate var stretch: String { "from \(from)" + (before.map { " until before \($0)" } ?? " on") }
}
