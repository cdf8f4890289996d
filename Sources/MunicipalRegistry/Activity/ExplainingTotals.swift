import RegistrySQLite

extension RegistryAccess {
    /// A refusal of a total by the schema, with what the caller must know to settle it.
    func explained(
        _ error: RegistryError, _ new: NewTotal, _ box: TotalBox
    ) throws(RegistryError) -> RegistryError {
        switch error.code {
        case .totalOverlaps: try overlap(error, new, box)
        case .totalOverRecords: try overRecords(error, new, box)
        case .partsExceedWhole: try excess(error, new, box)
        default: error
        }
    }

    private func counted(beside box: TotalBox, _ error: RegistryError) throws(RegistryError) -> [TotalBeside] {
        try translating(error.place) { try totals(beside: box).filter { $0.role == .counted } }
    }

    private func overlap(
        _ error: RegistryError, _ new: NewTotal, _ box: TotalBox
    ) throws(RegistryError) -> RegistryError {
        let beside = try counted(beside: box, error)
        var others: [String] = []
        for other in beside where other.relation == .same || other.relation == .crosses {
            guard let there = try total(id: other.id) else { continue }
            others.append(other.relation == .same ? "has the same box as \(there)" : "crosses \(there)")
        }
        return RegistryError(
            .totalOverlaps, "\(new.text(box, city)) \(others.joined(separator: " and "))", at: error.place,
            remedy: "record it as control, or supersede what is there", cause: error.cause)
    }

    private func overRecords(
        _ error: RegistryError, _ new: NewTotal, _ box: TotalBox
    ) throws(RegistryError) -> RegistryError {
        let (table, day, channel) =
            box.measure == .requests ? ("request", "submitted_on", "r.channel_id") : ("visit", "visited_on", "NULL")
        let found = try translating(error.place) {
            try connection.rows(
                """
                SELECT o.code, count(*), min(r.\(day)), max(r.\(day)), min(r.reference)
                FROM office_set_office AS m
                JOIN \(table) AS r ON r.office_id = m.office_id
                JOIN office AS o ON o.id = r.office_id
                WHERE m.office_set_id = ?1 AND m.below = 0 AND r.\(day) >= ?2 AND r.\(day) < ?3
                  AND (?4 IS NULL OR r.service_id = ?4) AND (?5 IS NULL OR \(channel) = ?5)
                GROUP BY o.code
                ORDER BY count(*) DESC, o.code
                LIMIT 3
                """,
                box.officeSet, box.period.start, box.period.end, box.service, box.channel
            ) { row in
                let days = "\(try row[2] as String)..\(try row[3] as String)"
                return "\(try row[1] as Int) at \(try row[0] as String) on \(days), such as \(try row[4] as String)"
            }
        }
        return RegistryError(
            .totalOverRecords,
            "\(new.text(box, city)) holds \(box.measure.rawValue) that are recorded: \(found.joined(separator: "; "))",
            at: error.place, remedy: "record it as control: what is recorded would be counted twice", cause: error.cause
        )
    }

    private func excess(
        _ error: RegistryError, _ new: NewTotal, _ box: TotalBox
    ) throws(RegistryError) -> RegistryError {
        let beside = try counted(beside: box, error)
        var parts: [String] = []
        var wholes: [String] = []
        for other in beside {
            guard let there = try total(id: other.id) else { continue }
            switch other.relation {
            case .inside: parts.append("\(there)")
            case .holds: wholes.append("\(there)")
            case .same, .crosses: continue
            }
        }
        var text = new.text(box, city)
        if !parts.isEmpty { text += ", with the parts \(parts.prefix(4).joined(separator: "; "))" }
        if !wholes.isEmpty { text += ", inside \(wholes.prefix(4).joined(separator: "; "))" }
        return RegistryError(
            .partsExceedWhole, "\(error.what): \(text)", at: error.place,
            remedy: "correct the total or its parts, or record it as control", cause: error.cause)
    }
}

extension NewTotal {
    /// The total as a message names it.
    fileprivate func text(_ box: TotalBox, _ city: City) -> String {
        "the new total, \(describedBox(city))"
    }

    private func describedBox(_ city: City) -> String {
        var text = "\(count) \(measure.rawValue), \(office ?? city.authority.code)"
        if officeScope == .all { text += " with all below" }
        if let service { text += ", \(service)" }
        if let channel { text += ", \(channel)" }
        return text + ", \(period.firstDay)..\(period.lastDay)"
    }
}
