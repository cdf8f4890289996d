import RegistrySQLite

/// A row of the catalogue as a figure names it.
struct CatalogueItem: Sendable, Hashable {
    var id: Int64
    var code: String
    var nameArabic: String
    var nameEnglish: String
    /// Of a channel.
    var mode: RequestChannel.Mode?

    init(_ row: borrowing Row) throws(SQLiteError) {
        id = try row[0]
        code = try row[1]
        nameArabic = try row[2]
        nameEnglish = try row[3]
    }

    /// With the mode in the fifth column.
    init(channel row: borrowing Row) throws(SQLiteError) {
        try self.init(row)
        mode = try row[4]
    }

    func key(_ officeScope: OfficeScope? = nil) -> BreakdownKey {
        BreakdownKey(code: code, nameArabic: nameArabic, nameEnglish: nameEnglish, officeScope: officeScope)
    }
}

/// A scope with its codes looked up, as of one day.
struct ResolvedScope: Sendable {
    let scope: Scope
    /// The office that stands for its group.
    let office: CatalogueItem
    let treeOn: CivilDate
    /// The services that stand for their groups; nil for all.
    let services: [CatalogueItem]?
    let channels: [CatalogueItem]?
    /// Narrows where no channels do; the channels given have these modes already.
    let modes: [RequestChannel.Mode]?
    let sectors: [String]?

    var offices: String { "\(scope.officeScope.rawValue):\(office.id)" }

    /// The questions that make up the scope; they share nothing.
    var cells: [ScopeCell] { cells(offices: offices) }

    /// Those over some of its offices, services or channels.
    func cells(offices: String? = nil, services part: [String]? = nil, channel: String? = nil) -> [ScopeCell] {
        let services: [String?] = part ?? serviceScopes ?? [nil]
        let channels: [String?] = (channel.map { [$0] } ?? channelScopes)?.map { $0 } ?? [nil]
        return services.flatMap { service in
            channels.map { ScopeCell(offices: offices ?? self.offices, services: service, channels: $0) }
        }
    }

    private var channelScopes: [String]? {
        if let channels { return channels.map { "channel:\($0.id)" } }
        return modes?.map { "mode:\($0.rawValue)" }
    }

    /// A sector where only sectors narrow; else service by service.
    private var serviceScopes: [String]? {
        if let services { return services.map { "service:\($0.id)" } }
        return sectors?.map { "sector:\($0)" }
    }
}

extension RegistryAccess {
    /// Looks up what a scope names.
    ///
    /// Throws `unknownCode`, `emptyScope` where the lists leave nothing, `invalidScope` where the measure has no channel.
    func resolve(
        _ scope: Scope, for measure: Question.Measure, treeOn: CivilDate
    ) throws(RegistryError) -> ResolvedScope {
        if !measure.hasChannels, !(scope.channels.isEmpty && scope.modes.isEmpty) {
            throw RegistryError(
                .invalidScope, "\(measure.rawValue) have no channel", remedy: "leave the channels out of the scope")
        }
        let office = try office(scope.office ?? city.authority.code, treeOn)
        var sectors: [String]?
        for name in distinct(scope.sectors) { sectors = (sectors ?? []) + [try sector(name)] }
        var services: [CatalogueItem]?
        if !scope.services.isEmpty {
            var found: [CatalogueItem] = []
            for code in scope.services { found.append(try service(code, treeOn)) }
            found = distinct(found)
            if let sectors {
                let inSectors = Set(try self.services(treeOn, sectors: sectors).map(\.id))
                found = found.filter { inSectors.contains($0.id) }
            }
            guard !found.isEmpty else {
                throw RegistryError(
                    .emptyScope, "none of the services belongs to any of the sectors",
                    remedy: "give services or sectors, not both")
            }
            services = found
        }
        var channels: [CatalogueItem]?
        for code in scope.channels { channels = distinct((channels ?? []) + [try channel(code)]) }
        if let given = channels, !scope.modes.isEmpty {
            channels = given.filter { $0.mode.map(scope.modes.contains) ?? false }
            if channels?.isEmpty == true {
                throw RegistryError(
                    .emptyScope, "none of the channels has any of the modes", remedy: "give channels or modes, not both"
                )
            }
        }
        return ResolvedScope(
            scope: scope, office: office, treeOn: treeOn, services: services, channels: channels,
            modes: scope.modes.isEmpty ? nil : distinct(scope.modes), sectors: sectors)
    }

    private func distinct<T: Hashable>(_ items: [T]) -> [T] {
        var seen: Set<T> = []
        return items.filter { seen.insert($0).inserted }
    }

    /// The office that stands for the group of the one named, by code, alias or name.
    private func office(_ name: String, _ day: CivilDate) throws(RegistryError) -> CatalogueItem {
        let named = try row(of: .office, name)
        return try item(
            """
            SELECT o.id, o.code, o.name_ar, o.name_en
            FROM office_group AS g JOIN office AS o ON o.id = g.representative_id
            WHERE g.office_id = ?1 AND g.starts_on <= ?2 AND ?2 < g.ends_before
            """, [named.id, day], "office \(named.code)")
    }

    /// The service that stands for the group of the one named, by code, alias or name.
    private func service(_ name: String, _ day: CivilDate) throws(RegistryError) -> CatalogueItem {
        let named = try row(of: .service, name)
        return try item(
            """
            SELECT s.id, s.code, s.name_ar, s.name_en
            FROM service_group AS g JOIN service AS s ON s.id = g.representative_id
            WHERE g.service_id = ?1 AND g.starts_on <= ?2 AND ?2 < g.ends_before
            """, [named.id, day], "service \(named.code)")
    }

    private func channel(_ name: String) throws(RegistryError) -> CatalogueItem {
        let named = try row(of: .channel, name)
        let found = try translating("channel \(named.code)") {
            try connection.first("SELECT id, code, name_ar, name_en, mode FROM channel WHERE id = ?1", named.id) {
                row in
                try CatalogueItem(channel: row)
            }
        }
        guard let found else { throw RegistryError(.drift, "channel \(named.code) is not there") }
        return found
    }

    private func sector(_ name: String) throws(RegistryError) -> String {
        let found = try translating("sector") {
            try connection.value(String.self, "SELECT sector FROM service WHERE sector = ?1 LIMIT 1", name)
        }
        guard let found else {
            throw RegistryError(
                .unknownCode, "no service has the sector \(name.quoted)", remedy: "check the spelling in the catalogue")
        }
        return found
    }

    private func item(
        _ sql: String, _ arguments: [any SQLiteBindable], _ place: String
    ) throws(RegistryError) -> CatalogueItem {
        let found = try translating(place) { try connection.first(sql, arguments) { row in try CatalogueItem(row) } }
        guard let found else { throw RegistryError(.drift, "\(place) stands in no group on that day") }
        return found
    }

    /// The services that stand for their groups, by code.
    func services(_ day: CivilDate, sectors: [String]? = nil) throws(RegistryError) -> [CatalogueItem] {
        try translating("service") {
            let all = try connection.rows(
                """
                SELECT s.id, s.code, s.name_ar, s.name_en, s.sector
                FROM (SELECT DISTINCT representative_id FROM service_group
                      WHERE starts_on <= ?1 AND ?1 < ends_before) AS g
                JOIN service AS s ON s.id = g.representative_id
                ORDER BY s.code
                """, day.description
            ) { row in (item: try CatalogueItem(row), sector: try row[4] as String?) }
            guard let sectors else { return all.map(\.item) }
            return all.filter { $0.sector.map(sectors.contains) ?? false }.map(\.item)
        }
    }
}
