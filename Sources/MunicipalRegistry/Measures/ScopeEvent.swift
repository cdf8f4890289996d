import RegistrySQLite

/// What happened to an office or a service between the first day and the last of a comparison.
///
/// It is no cause to refuse: days on which an office is not open, or a service not offered, are not applicable, and
/// successors are counted together with those that they follow.
public struct ScopeEvent: Sendable, Hashable, Codable {
    /// What it happened to.
    public enum Subject: String, Sendable, Hashable, CaseIterable, Codable {
        case office
        case service
    }

    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// An office opened, or a service was introduced.
        case opened
        /// An office closed, or a service was retired.
        case closed
        /// An office came under another one.
        case moved
        /// It was merged into another one.
        case merged
        /// It was split.
        case split
        /// It got another code; the old one is an alias.
        case recoded
        /// It got another name.
        case renamed
    }

    /// What it happened to.
    public let subject: Subject
    /// What happened.
    public let kind: Kind
    /// The first day on which it was so; for what closed, the first day on which it was not there.
    public let day: CivilDate
    /// The code.
    public let code: String
    /// The code of the office above, or of the successor.
    public let otherCode: String?

    /// Events alike in one sentence each, without a full stop: at most ten are named, the rest counted.
    package static func texts(_ events: [ScopeEvent]) -> [String] {
        grouped(events).map { group in
            let one = group[0]
            let subject = one.subject == .office ? "offices" : "services"
            let (verb, consequence) =
                switch (one.kind, one.subject) {
                case (.opened, .office): ("opened", "; before, nothing applies to them")
                case (.opened, .service): ("introduced", "; before, nothing applies to them")
                case (.closed, .office): ("closed", "; from then on, nothing applies to them")
                case (.closed, .service): ("retired", "; from then on, nothing applies to them")
                case (.moved, _): ("that moved", "; both periods are seen with the later tree")
                case (.merged, _): ("merged", "; they are counted together")
                case (.split, _): ("split", "; they are counted together")
                case (.recoded, _): ("recoded", "")
                case (.renamed, _): ("renamed", "")
                }
            return "\(subject) \(verb): " + named(group, into: " to ", comma: ", ", andMore: { ", and \($0) more" })
                + consequence
        }
    }

    /// Events of one kind and subject together, in the order in which they are first met.
    package static func grouped(_ events: [ScopeEvent]) -> [[ScopeEvent]] {
        var groups: [[ScopeEvent]] = []
        for event in events {
            if let index = groups.firstIndex(where: { $0[0].kind == event.kind && $0[0].subject == event.subject }) {
                groups[index].append(event)
            } else {
                groups.append([event])
            }
        }
        return groups
    }

    /// `WAJH (2023-07-01), HAQL to DUBA (2023-09-01), and 3 more`.
    package static func named(
        _ events: [ScopeEvent], into: String, comma: String, andMore: (Int) -> String,
        each: (String) -> String = { $0 }
    ) -> String {
        let shown = events.prefix(10).map { event in
            each(event.code) + (event.otherCode.map { into + each($0) } ?? "") + " (\(each(event.day.description)))"
        }
        let more = events.count - shown.count
        return shown.joined(separator: comma) + (more > 0 ? andMore(more) : "")
    }
}

extension RegistryAccess {
    /// What happened to the offices and services of a scope after the first day of both periods, to the last.
    func events(
        in scope: ResolvedScope, from baseline: Period, to current: Period
    ) throws(RegistryError) -> [ScopeEvent] {
        let (first, end) = (min(baseline.start, current.start), max(baseline.end, current.end))
        var scopes: [String?] = []
        for cell in scope.cells where !scopes.contains(cell.services) { scopes.append(cell.services) }
        var found: [ScopeEvent] = []
        try read(ScopeEvent.ofOffices, [scope.offices, scope.treeOn, first, end], .office, into: &found)
        for services in scopes {
            try read(ScopeEvent.ofServices, [services, scope.treeOn, first, end], .service, into: &found)
        }
        return found
    }

    private func read(
        _ sql: String, _ arguments: [any SQLiteBindable], _ subject: ScopeEvent.Subject,
        into found: inout [ScopeEvent]
    ) throws(RegistryError) {
        found += try translating("catalogue") {
            try connection.rows(sql, arguments) { row in
                let kind: String = try row[0]
                guard let known = ScopeEvent.Kind(rawValue: kind) else {
                    throw RegistryError(.drift, "the schema knows a succession that the library does not: \(kind)")
                }
                return ScopeEvent(
                    subject: subject, kind: known, day: try CivilDate(row[1] as String), code: try row[2],
                    otherCode: try row[3])
            }
        }
    }
}

extension ScopeEvent {
    fileprivate static let ofOffices = """
        WITH member (id) AS MATERIALIZED (
            SELECT DISTINCT office_id FROM office_scope WHERE scope = ?1 AND starts_on <= ?2 AND ?2 < ends_before
        )
        SELECT 'opened', o.opened_on AS day, o.code, NULL
        FROM member AS m JOIN office AS o ON o.id = m.id WHERE o.opened_on > ?3 AND o.opened_on < ?4
        UNION ALL
        SELECT 'closed', o.closed_on, o.code, NULL
        FROM member AS m JOIN office AS o ON o.id = m.id WHERE o.closed_on > ?3 AND o.closed_on < ?4
        UNION ALL
        SELECT 'moved', p.starts_on, o.code, above.code
        FROM member AS m
        JOIN office AS o ON o.id = m.id
        JOIN office_parent AS p ON p.office_id = m.id AND p.starts_on > ?3 AND p.starts_on < ?4
        JOIN office AS above ON above.id = p.parent_id
        WHERE EXISTS (SELECT 1 FROM office_parent AS x WHERE x.office_id = m.id AND x.starts_on < p.starts_on)
        UNION ALL
        SELECT s.kind, s.on_day, o.code, CASE WHEN b.id <> o.id THEN b.code END
        FROM succession AS s
        JOIN office AS o ON o.id = s.predecessor_office_id
        JOIN office AS b ON b.id = s.successor_office_id
        WHERE s.on_day > ?3 AND s.on_day < ?4 AND s.kind <> 'moved' AND (o.id IN member OR b.id IN member)
        ORDER BY day, 3
        """

    fileprivate static let ofServices = """
        WITH member (id) AS MATERIALIZED (
            SELECT service_id FROM service_scope
            WHERE scope = coalesce(?1, 'every') AND starts_on <= ?2 AND ?2 < ends_before
        )
        SELECT 'opened', s.introduced_on AS day, s.code, NULL
        FROM member AS m JOIN service AS s ON s.id = m.id WHERE s.introduced_on > ?3 AND s.introduced_on < ?4
        UNION ALL
        SELECT 'closed', s.retired_on, s.code, NULL
        FROM member AS m JOIN service AS s ON s.id = m.id WHERE s.retired_on > ?3 AND s.retired_on < ?4
        UNION ALL
        SELECT x.kind, x.on_day, s.code, CASE WHEN b.id <> s.id THEN b.code END
        FROM succession AS x
        JOIN service AS s ON s.id = x.predecessor_service_id
        JOIN service AS b ON b.id = x.successor_service_id
        WHERE x.on_day > ?3 AND x.on_day < ?4 AND x.kind <> 'moved' AND (s.id IN member OR b.id IN member)
        ORDER BY day, 3
        """
}
