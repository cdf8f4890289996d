/// The queries that give a kind of record in the columns that an import reads.
enum ExportQueries {
    /// A query, its columns, and whether it is read page by page: then the key is its last column and `?1`.
    struct Query {
        let columns: [ImportColumn]
        let sql: String
        let isPaged: Bool

        init(_ columns: [ImportColumn], isPaged: Bool = false, _ sql: String) {
            self.columns = columns
            self.sql = isPaged ? ExportPlan.paged(sql) : sql
            self.isPaged = isPaged
        }
    }

    static func query(for kind: ImportKind) -> Query {
        switch kind {
        case .offices: offices
        case .services: services
        case .successions: successions
        case .serviceChannels: serviceChannels
        case .channels: Query(kind.columns, "SELECT code, name_ar, name_en, mode FROM channel ORDER BY id")
        case .agencies: Query(kind.columns, "SELECT code, name_ar, name_en FROM agency ORDER BY id")
        case .links: links
        case .holidays: Query(kind.columns, "SELECT day, name_ar, name_en FROM holiday ORDER BY day")
        case .openingHours: openingHours
        case .closures: closures
        case .slots: slots
        case .requests: requests
        case .appointments: appointments
        case .visits: visits
        case .contacts: contacts
        case .ratings: ratings
        case .counts: counts
        case .coverage: coverage
        }
    }

    /// A source by its code, or by its name where the code was made up from it.
    static let source = "CASE WHEN src.code GLOB 'source-[0-9]*' THEN src.name ELSE src.code END AS source"

    /// An office once for each stretch of days with its parent; `-` where it is under nobody.
    private static let offices = Query(
        ImportKind.offices.columns,
        """
        SELECT o.code, o.name_ar, o.name_en, o.kind,
               CASE WHEN p.office_id IS NOT NULL THEN coalesce(u.code, '-') END AS parent,
               nullif(p.starts_on, '1900-01-01') AS parent_since, o.opened_on, o.closed_on,
               (SELECT group_concat(code, ';') FROM office_alias WHERE office_id = o.id) AS aliases
        FROM office AS o
        LEFT JOIN office_parent AS p ON p.office_id = o.id
        LEFT JOIN office AS u ON u.id = p.parent_id
        ORDER BY o.id, p.starts_on
        """)

    private static let services = Query(
        ImportKind.services.columns,
        """
        SELECT s.code, s.name_ar, s.name_en, s.sector, o.code AS office, s.target_days, s.introduced_on, s.retired_on,
               (SELECT group_concat(code, ';') FROM service_alias WHERE service_id = s.id) AS aliases
        FROM service AS s LEFT JOIN office AS o ON o.id = s.office_id
        ORDER BY s.id
        """)

    private static let successions = Query(
        ImportKind.successions.columns,
        """
        SELECT CASE WHEN x.predecessor_office_id IS NULL THEN 'service' ELSE 'office' END AS subject, x.kind,
               x.on_day AS day, coalesce(po.code, ps.code) AS predecessor, coalesce(so.code, ss.code) AS successor, x.note
        FROM succession AS x
        LEFT JOIN office AS po ON po.id = x.predecessor_office_id
        LEFT JOIN office AS so ON so.id = x.successor_office_id
        LEFT JOIN service AS ps ON ps.id = x.predecessor_service_id
        LEFT JOIN service AS ss ON ss.id = x.successor_service_id
        ORDER BY x.id
        """)

    private static let serviceChannels = Query(
        ImportKind.serviceChannels.columns,
        """
        SELECT s.code AS service, c.code AS channel, nullif(x.starts_on, '1900-01-01') AS starts_on,
               date(x.ends_before, '-1 day') AS ends_on
        FROM service_channel AS x JOIN service AS s ON s.id = x.service_id JOIN channel AS c ON c.id = x.channel_id
        ORDER BY x.service_id, x.channel_id, x.starts_on
        """)

    private static let links = Query(
        ImportKind.links.columns,
        """
        SELECT s.code AS service, a.code AS agency, nullif(x.starts_on, '1900-01-01') AS starts_on, x.linked_on,
               date(x.ends_before, '-1 day') AS ends_on
        FROM service_agency AS x JOIN service AS s ON s.id = x.service_id JOIN agency AS a ON a.id = x.agency_id
        ORDER BY x.service_id, x.agency_id, x.starts_on
        """)

    private static let requests = Query(
        ImportKind.requests.columns, isPaged: true,
        """
        SELECT r.reference, s.code AS service, o.code AS office, c.code AS channel,
               coalesce(r.submitted_at, r.submitted_on) AS submitted, r.status,
               coalesce(r.closed_at, r.closed_on) AS closed, b.token AS beneficiary, b.kind AS beneficiary_kind,
               \(source), r.id
        FROM request AS r
        JOIN service AS s ON s.id = r.service_id
        JOIN office AS o ON o.id = r.office_id
        JOIN channel AS c ON c.id = r.channel_id
        JOIN source AS src ON src.id = r.source_id
        LEFT JOIN beneficiary AS b ON b.id = r.beneficiary_id
        WHERE r.id > ?1
        ORDER BY r.id
        """)

    private static let visits = Query(
        ImportKind.visits.columns, isPaged: true,
        """
        SELECT v.reference, o.code AS office, s.code AS service,
               (SELECT group_concat(y.code, ';') FROM visit_service AS x JOIN service AS y ON y.id = x.service_id
                WHERE x.visit_id = v.id) AS other_services,
               r.reference AS request, a.reference AS appointment, v.visited_on AS visited, v.arrived_at AS arrived,
               v.called_at AS called, v.served_at AS served, v.left_at AS "left", b.token AS beneficiary, b.kind AS beneficiary_kind, \(source), v.id
        FROM visit AS v
        JOIN office AS o ON o.id = v.office_id
        JOIN source AS src ON src.id = v.source_id
        LEFT JOIN service AS s ON s.id = v.service_id
        LEFT JOIN request AS r ON r.id = v.request_id
        LEFT JOIN appointment AS a ON a.id = v.appointment_id
        LEFT JOIN beneficiary AS b ON b.id = v.beneficiary_id
        WHERE v.id > ?1
        ORDER BY v.id
        """)

    private static let counts = Query(
        [
            .measure, .startsOn, .endsOn, .count, .office, .officeScope, .service, .channel, .rest, .role, .source,
            .note,
        ],
        isPaged: true,
        """
        SELECT t.measure, t.starts_on, date(t.ends_before, '-1 day') AS ends_on, t.count, o.code AS office,
               CASE x.with_all WHEN 1 THEN 'all' ELSE 'own' END AS office_scope, s.code AS service, c.code AS channel,
               t.rest_mode AS rest, t.role, \(source), t.note, t.id
        FROM reported_count AS t
        JOIN office_set AS x ON x.id = t.office_set_id
        JOIN source AS src ON src.id = t.source_id
        LEFT JOIN office AS o ON o.id = x.root_id
        LEFT JOIN service AS s ON s.id = t.service_id
        LEFT JOIN channel AS c ON c.id = t.channel_id
        WHERE t.id > ?1
        ORDER BY t.id
        """)

    private static let coverage = Query(
        [.measure, .office, .officeScope, .service, .startsOn, .endsOn, .state, .note], isPaged: true,
        """
        SELECT k.measure, o.code AS office, 'own' AS office_scope, s.code AS service, k.starts_on,
               date(k.ends_before, '-1 day') AS ends_on, k.state, k.note, k.id
        FROM coverage AS k
        JOIN office AS o ON o.id = k.office_id
        LEFT JOIN service AS s ON s.id = k.service_id
        WHERE k.id > ?1
        ORDER BY k.id
        """)
}
