import RegistrySQLite

extension TotalBox {
    /// The box with its count, as a message names it.
    func description(count: Int, _ connection: borrowing Connection) throws -> String {
        let names = try connection.first(
            """
            SELECT o.code, x.with_all, (SELECT code FROM service WHERE id = ?2), (SELECT code FROM channel WHERE id = ?3)
            FROM office_set AS x LEFT JOIN office AS o ON o.id = x.root_id
            WHERE x.id = ?1
            """,
            officeSet, service, channel
        ) { row in
            TotalBox.text(
                count: count, measure.rawValue, office: try row[0], withAll: try row[1], service: try row[2],
                channel: try row[3], "\(period.firstDay)..\(period.lastDay)")
        }
        return names ?? "\(count) \(measure.rawValue)"
    }

    fileprivate static func text(
        count: Int, _ measure: String, office: String?, withAll: Bool, service: String?, channel: String?,
        _ days: String
    ) -> String {
        var text = "\(count) \(measure) of \(office ?? "several offices")"
        if withAll { text += " with all below" }
        for part in [service, channel] { if let part { text += ", \(part)" } }
        return text + ", \(days)"
    }
}

extension TotalBeside {
    /// The box of the total.
    func box(_ connection: borrowing Connection) throws -> TotalBox? {
        try connection.first(
            "SELECT measure, office_set_id, service_id, channel_id, starts_on, ends_before FROM reported_count WHERE id = ?",
            id
        ) { row in
            TotalBox(
                measure: try row[0], officeSet: try row[1], service: try row[2], channel: try row[3],
                period: try Period(from: row[4] as CivilDate, before: row[5] as CivilDate))
        }
    }

    /// The total, as a message names it: its box and count, its number and where it came from.
    func description(_ connection: borrowing Connection, _ current: Int64?) throws -> String {
        let text = try connection.first(
            """
            SELECT d.measure, d.office_code, d.office_scope = 'all', d.service_code, d.channel_code,
                   d.starts_on || '..' || date(d.ends_before, '-1 day'), b.file_name
            FROM reported_count_detail AS d JOIN import_batch AS b ON b.id = d.batch_id
            WHERE d.reported_count_id = ?
            """,
            id
        ) { row in
            let box = TotalBox.text(
                count: count, try row[0], office: try row[1], withAll: try row[2], service: try row[3],
                channel: try row[4], try row[5])
            let file = try row[6] as String?
            let line = line.map { " line \($0)" } ?? ""
            if batch == current { return "\(box) (this file,\(line))" }
            return "\(box) (total \(id), " + (file.map { "import \(batch), \($0)\(line))" } ?? "batch \(batch))")
        }
        return text ?? "total \(id)"
    }
}
