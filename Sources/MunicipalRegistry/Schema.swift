import RegistrySQLite

/// The schema as the library applies it, and what a new file starts with.
enum Schema {
    /// `MunR` in ASCII: how a file says that it is a registry.
    static let applicationID: Int32 = 0x4D75_6E52

    static let migrator = Migrator(Migration.all, applicationID: applicationID)

    /// The views that the migrations make, or made once.
    static let viewNames: Set<String> = {
        let start = "CREATE VIEW "
        let lines = Migration.all.flatMap { $0.sql.split(separator: UInt8(ascii: "\n")) }
        return Set(
            lines.filter { $0.starts(with: start.utf8) }
                .map {
                    String(decoding: $0.dropFirst(start.utf8.count).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
                })
    }()

    /// The days for which a city's clock is read: moments are kept within them.
    static func zone(named identifier: String) throws(RegistryError) -> ZoneTable {
        try ZoneTable.read(
            identifier: identifier, from: CivilDate(year: 1970, month: 1, day: 2),
            through: CivilDate(year: 2099, month: 12, day: 31))
    }

    /// Makes the schema in an empty file, and writes the authority, its office and its clock.
    static func make(
        _ connection: borrowing Connection, authority: Authority, zone: ZoneTable, createdAt: Timestamp
    ) throws {
        try migrator.prepare(connection)
        try connection.execute("BEGIN IMMEDIATE")
        try fill(connection, authority: authority, zone: zone, createdAt: createdAt)
        try connection.execute("COMMIT")
    }

    /// Writes the authority, its office and its clock into a new file.
    private static func fill(
        _ connection: borrowing Connection, authority: Authority, zone: ZoneTable, createdAt: Timestamp
    ) throws {
        _ = try CodeText.check(authority.code)
        try connection.run(
            """
            INSERT INTO registry (id, code, name_ar, name_en, time_zone, weekend_days, created_at)
            VALUES (1, ?, ?, ?, ?, ?, ?)
            """,
            authority.code, authority.nameArabic, authority.nameEnglish, authority.timeZone,
            authority.weekend.map(\.code).joined(separator: ","), createdAt.description)
        for stretch in zone.stretches {
            try connection.run(
                "INSERT INTO zone_offset (starts_at, utc_offset) VALUES (?, ?)",
                stretch.startsAtUnixSeconds, ClockText.describe(offsetSeconds: stretch.offsetSeconds))
        }
        try connection.run(
            "INSERT INTO office (code, name_ar, name_en, kind) VALUES (?, ?, ?, ?)",
            authority.code, authority.nameArabic, authority.nameEnglish, authority.kind.rawValue)
        try connection.run("INSERT INTO source (code, name) VALUES ('api', 'The library')")
    }

    /// Reads back what `fill` wrote.
    static func city(_ connection: borrowing Connection, now: @escaping @Sendable () -> Int64) throws -> City {
        let authority = try connection.first(
            """
            SELECT r.code, r.name_ar, r.name_en, r.time_zone, r.weekend_days, o.kind
            FROM registry AS r LEFT JOIN office AS o ON o.code = r.code
            """
        ) { row in
            Authority(
                code: try row[0], nameArabic: try row[1], nameEnglish: try row[2], timeZone: try row[3],
                weekend: (try row[4] as String).split(separator: ",").compactMap { Weekday(code: String($0)) },
                kind: Office.Kind(rawValue: try row[5] ?? "") ?? .other)
        }
        guard let authority else {
            throw RegistryError.noAuthority
        }
        let stretches = try connection.rows("SELECT starts_at, utc_offset FROM zone_offset ORDER BY starts_at") { row in
            ZoneTable.Stretch(
                startsAtUnixSeconds: try row[0],
                offsetSeconds: try Timestamp("2000-01-01T00:00:00\(try row[1] as String)").offsetSeconds)
        }
        return City(authority: authority, zone: try ZoneTable(stretches), now: now)
    }
}

extension RegistryError {
    /// A registry without its one row.
    static var noAuthority: RegistryError {
        RegistryError(
            .notInitialised, "the schema is there, but no authority",
            remedy: "insert the registry's row, or make a new file with `municipal init`")
    }
}

extension Weekday {
    /// `mon` … `sun`, as the schema and the tool write them.
    public var code: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        }
    }

    /// The day that `code` names, or nil.
    public init?(code: String) {
        guard let day = Weekday.allCases.first(where: { $0.code == code }) else { return nil }
        self = day
    }
}
