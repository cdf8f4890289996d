import RegistrySQLite

/// One line of a breakdown, as questions to ask.
struct BreakdownPart: Sendable {
    let key: BreakdownKey
    let cells: [ScopeCell]
    /// The days, where the breakdown is by the calendar.
    let days: Period?
}

extension RegistryAccess {
    /// The lines of a breakdown of one period.
    func parts(
        _ breakdown: Breakdown, of scope: ResolvedScope, _ measure: Question.Measure, in period: Period
    ) throws(RegistryError) -> [BreakdownPart] {
        switch breakdown {
        case .calendar(let unit):
            return period.split(into: unit).map { part in
                BreakdownPart(key: BreakdownKey(code: part.description, period: part), cells: scope.cells, days: part)
            }
        case .office, .branch:
            var parts: [BreakdownPart] = []
            for line in try offices(of: scope, directlyBelow: breakdown == .branch) {
                let offices = "\(line.officeScope.rawValue):\(line.item.id)"
                parts.append(
                    BreakdownPart(key: line.item.key(line.officeScope), cells: scope.cells(offices: offices), days: nil)
                )
            }
            return parts
        case .service:
            let services: [CatalogueItem]
            if let chosen = scope.services {
                services = chosen
            } else {
                services = try self.services(scope.treeOn, sectors: scope.sectors)
            }
            return services.map { service in
                BreakdownPart(key: service.key(), cells: scope.cells(services: ["service:\(service.id)"]), days: nil)
            }
        case .sector: return try sectors(of: scope)
        case .mode:
            try refuseChannels(of: measure)
            return modes(of: scope)
        case .channel:
            try refuseChannels(of: measure)
            return try channels(of: scope).map { channel in
                BreakdownPart(key: channel.key(), cells: scope.cells(channel: "channel:\(channel.id)"), days: nil)
            }
        }
    }

    private func refuseChannels(of measure: Question.Measure) throws(RegistryError) {
        if !measure.hasChannels {
            throw RegistryError(
                .invalidScope, "\(measure.rawValue) have no channel", remedy: "break them down by something else")
        }
    }

    /// A line for each mode: of all channels, or of the scope's.
    private func modes(of scope: ResolvedScope) -> [BreakdownPart] {
        RequestChannel.Mode.allCases.compactMap { mode in
            if let modes = scope.modes, !modes.contains(mode) { return nil }
            let cells: [ScopeCell]
            if let channels = scope.channels {
                let mine = channels.filter { $0.mode == mode }
                if mine.isEmpty { return nil }
                cells = mine.flatMap { scope.cells(channel: "channel:\($0.id)") }
            } else {
                cells = scope.cells(channel: "mode:\(mode.rawValue)")
            }
            return BreakdownPart(key: mode.key, cells: cells, days: nil)
        }
    }

    private func channels(of scope: ResolvedScope) throws(RegistryError) -> [CatalogueItem] {
        if let channels = scope.channels { return channels }
        let all = try translating("channel") {
            try connection.rows("SELECT id, code, name_ar, name_en, mode FROM channel ORDER BY code") { row in
                try CatalogueItem(channel: row)
            }
        }
        guard let modes = scope.modes else { return all }
        return all.filter { $0.mode.map(modes.contains) ?? false }
    }

    private func sectors(of scope: ResolvedScope) throws(RegistryError) -> [BreakdownPart] {
        let names = try translating("sector") {
            try connection.rows(
                """
                SELECT DISTINCT substr(scope, 8)
                FROM service_scope
                WHERE scope > 'sector:' AND scope < 'sector;' AND starts_on <= ?1 AND ?1 < ends_before
                ORDER BY 1
                """, scope.treeOn
            ) { row in try row[0] as String }
        }
        var parts: [BreakdownPart] = []
        for name in names {
            if let sectors = scope.sectors, !sectors.contains(name) { continue }
            var services = ["sector:\(name)"]
            if let chosen = scope.services {
                let inSector = Set(try self.services(scope.treeOn, sectors: [name]).map(\.id))
                services = chosen.filter { inSector.contains($0.id) }.map { "service:\($0.id)" }
                if services.isEmpty { continue }
            }
            parts.append(
                BreakdownPart(key: BreakdownKey(code: name), cells: scope.cells(services: services), days: nil))
        }
        return parts
    }

    private func offices(
        of scope: ResolvedScope, directlyBelow: Bool
    ) throws(RegistryError) -> [(item: CatalogueItem, officeScope: OfficeScope)] {
        if scope.scope.officeScope == .own { return [(scope.office, .own)] }
        let day = scope.treeOn.description
        return try translating("office") {
            if directlyBelow {
                let below = try connection.rows(Self.officesDirectlyBelow, scope.office.id, day) { row in
                    try CatalogueItem(row)
                }
                return [(scope.office, .own)] + below.map { ($0, .all) }
            }
            return try connection.rows(Self.officesWithin, scope.offices, day, scope.office.id) { row in
                (try CatalogueItem(row), try row[4] as Bool ? .all : .own)
            }
        }
    }

    /// The offices that stand for their groups within a scope, its own office first, each with whether it has none below.
    private static var officesWithin: String {
        """
        SELECT o.id, o.code, o.name_ar, o.name_en,
               NOT EXISTS (SELECT 1 FROM office_parent_stretch AS p
                           WHERE p.parent_id = o.id AND p.starts_on <= ?2 AND ?2 < p.ends_before)
        FROM (SELECT DISTINCT g.representative_id
              FROM office_scope AS s
              JOIN office_group AS g ON g.office_id = s.office_id AND g.starts_on <= ?2 AND ?2 < g.ends_before
              WHERE s.scope = ?1 AND s.below = 0 AND s.starts_on <= ?2 AND ?2 < s.ends_before) AS g
        JOIN office AS o ON o.id = g.representative_id
        ORDER BY o.id <> ?3, o.code
        """
    }

    /// The offices directly below one; without those that joined another's group and have nothing below them.
    private static var officesDirectlyBelow: String {
        """
        SELECT o.id, o.code, o.name_ar, o.name_en
        FROM office_parent_stretch AS p
        JOIN office AS o ON o.id = p.office_id
        WHERE p.parent_id = ?1 AND p.starts_on <= ?2 AND ?2 < p.ends_before
          AND EXISTS (SELECT 1 FROM office_scope AS s
                      WHERE s.scope = 'all:' || o.id AND s.starts_on <= ?2 AND ?2 < s.ends_before)
        ORDER BY o.code
        """
    }
}

extension RequestChannel.Mode {
    /// The mode as a line of a breakdown names it.
    var key: BreakdownKey {
        let (arabic, english) =
            switch self {
            case .digital: ("رقمي", "digital")
            case .assisted: ("رقمي بمساعدة", "assisted")
            case .inPerson: ("حضوري", "in person")
            case .internal: ("داخلي", "internal")
            case .unknown: ("غير معروف", "unknown")
            }
        return BreakdownKey(code: rawValue, nameArabic: arabic, nameEnglish: english)
    }
}
