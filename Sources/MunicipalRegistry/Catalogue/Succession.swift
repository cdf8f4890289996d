import RegistrySQLite

/// An office or a service that became another, or another way, from a day on.
public struct Succession: Sendable, Hashable, Identifiable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// The same one got another code.
        case recoded
        /// The same one got other names.
        case renamed
        /// It went up in another one.
        case merged
        /// It, or a part of it, became others.
        case split
        /// The same one came under another office.
        case moved
    }

    /// Whether offices or services follow each other.
    public enum Subject: String, Sendable, Hashable, CaseIterable, Codable {
        /// Offices.
        case office
        /// Services.
        case service
    }

    /// Its key in this registry.
    public let id: Int64
    /// What happened.
    public let kind: Kind
    /// Whether it happened to offices or services.
    public let subject: Subject
    /// The first day on which it held.
    public let day: CivilDate
    /// The code, as it is now, of the one that was there before.
    public let predecessor: String
    /// The code, as it is now, of the one that follows.
    public let successor: String
    /// What was noted with it: the code or the names before.
    public let note: String?
}

extension Succession.Kind: StoredWord {}

extension RegistryAccess {
    /// The successions of offices and services in the order in which they were written, after that of the page before.
    public func successions(after id: Int64 = 0, limit: Int = 100) throws(RegistryError) -> [Succession] {
        try page(limit, "successions") { limit in
            try connection.rows(
                """
                SELECT x.id, x.kind, x.on_day, op.code, os.code, sp.code, ss.code, x.note
                FROM succession AS x
                LEFT JOIN office AS op ON op.id = x.predecessor_office_id
                LEFT JOIN office AS os ON os.id = x.successor_office_id
                LEFT JOIN service AS sp ON sp.id = x.predecessor_service_id
                LEFT JOIN service AS ss ON ss.id = x.successor_service_id
                WHERE x.id > ?1 ORDER BY x.id LIMIT ?2
                """, id, limit
            ) { row in
                let office: String? = try row[3]
                return Succession(
                    id: try row[0], kind: try row[1], subject: office == nil ? .service : .office, day: try row[2],
                    predecessor: try office ?? row[5], successor: try office == nil ? row[6] : row[4],
                    note: try row[7])
            }
        }
    }
}

extension RegistryAccess where Rights == ReadWrite {
    /// Writes that one row follows another, or itself in another way.
    ///
    /// A day holds one such row of a kind for the same two, so that what else happens to one on that day joins the note.
    func note(
        _ kind: Succession.Kind, _ subject: CatalogueKind, _ predecessor: Int64, _ successor: Int64,
        on day: CivilDate, _ note: String?
    ) throws {
        let batch = try batch()
        let columns =
            "predecessor_\(subject.rawValue)_id = ? AND successor_\(subject.rawValue)_id = ? AND on_day = ? AND kind = ?"
        let there = try connection.value(
            Int64.self, "SELECT id FROM succession WHERE \(columns)", predecessor, successor, day, kind)
        if let there {
            try connection.run(
                "UPDATE succession SET note = coalesce(note || '; ', '') || ? WHERE id = ?",
                "\(kind.rawValue): \(note ?? "")", there)
            return
        }
        try connection.run(
            """
            INSERT INTO succession (kind, on_day, predecessor_\(subject.rawValue)_id, successor_\(subject.rawValue)_id,
                                    note, batch_id)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            kind, day, predecessor, successor, note, batch)
    }

    /// Takes a succession back that was stated by mistake; the change log keeps it.
    ///
    /// Codes, aliases, closing days and parents stay as they are.
    ///
    /// - Throws: `unknownRecord`.
    public func remove(succession id: Int64) throws(RegistryError) {
        try atomically("succession \(id)") {
            _ = try batch()
            try connection.run("DELETE FROM succession WHERE id = ?", id)
            if connection.changes == 0 {
                throw RegistryError(
                    .unknownRecord, "there is no succession \(id)", at: "succession \(id)",
                    remedy: "look it up in the list of successions")
            }
        }
    }
}
