import RegistrySQLite

/// A look at the catalogue on a day: the statements for it, its scope and the lines of its breakdown.
struct CatalogueLook: Sendable {
    let services: String
    let links: String
    let day: CivilDate
    let scope: ResolvedScope
    let parts: [BreakdownPart]
    let subject: FigureSubject
    /// The scope that holds also what nobody owns: the authority with all below it.
    let whole: String

    static let serviceCounts = """
        SELECT count(*) FILTER (WHERE s.is_digital), count(*) FILTER (WHERE s.is_open),
               count(*) FILTER (WHERE NOT s.is_stated)
        FROM asked_day_service AS s
        """ + within

    static let linkCounts = """
        SELECT count(*) FILTER (WHERE s.is_live), count(*), 0
        FROM asked_day_link AS s
        """ + within

    /// ?2 a scope of offices, ?3 of services, ?4 the whole.
    private static let within = """

        WHERE (?2 = ?4 OR EXISTS (SELECT 1 FROM office_scope AS o
                                  WHERE o.scope = ?2 AND o.below = 0 AND o.office_id = s.office_id
                                    AND o.starts_on <= ?1 AND ?1 < o.ends_before))
          AND (?3 IS NULL OR EXISTS (SELECT 1 FROM service_scope AS x
                                     WHERE x.scope = ?3 AND x.service_id = s.service_id
                                       AND x.starts_on <= ?1 AND ?1 < x.ends_before))
        """
}

extension RegistryAccess {
    func look(
        on day: CivilDate, _ scope: Scope, _ breakdown: Breakdown?
    ) throws(RegistryError) -> CatalogueLook {
        guard scope.channels.isEmpty, scope.modes.isEmpty, breakdown != .channel, breakdown != .mode else {
            throw RegistryError(
                .invalidScope, "a look at the catalogue is at all channels", remedy: "leave the channels out")
        }
        if case .calendar = breakdown {
            throw RegistryError(
                .invalidScope, "a look at the catalogue is at one day", remedy: "look at the last day of each period")
        }
        let period = try Period(.day, containing: day)
        let resolved = try resolve(scope, for: .requests, treeOn: day)
        let whole = try resolve(.authority, for: .requests, treeOn: day)
        let views = try translating("figure") { try AskedViews.days(connection) }
        var parts: [BreakdownPart] = []
        if let breakdown { parts = try self.parts(breakdown, of: resolved, .requests, in: period) }
        return CatalogueLook(
            services: views.statement(CatalogueLook.serviceCounts), links: views.statement(CatalogueLook.linkCounts),
            day: day, scope: resolved, parts: parts, subject: try subject(resolved, period, asOf: try now.day),
            whole: whole.offices)
    }

    /// Three counts for each cell.
    func counts(
        _ statement: String, _ cells: [ScopeCell], _ look: CatalogueLook
    ) throws(RegistryError) -> [[Int]] {
        try translating("catalogue") {
            try cells.compactMap { cell in
                try connection.first(statement, look.day.description, cell.offices, cell.services, look.whole) { row in
                    [try row[0] as Int, try row[1], try row[2]]
                }
            }
        }
    }
}
