import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Changes an office's names, kind or days; the change log keeps what was.
    ///
    /// ```swift
    /// try city.change(office: "WAJH") { $0.nameEnglish = "Municipality of Al Wajh" }
    /// ```
    ///
    /// - Parameters:
    ///   - text: the office, by code, alias or name.
    ///   - edit: changes the office that it is given. Its code stays: `recode` changes that.
    /// - Throws: `unknownCode`, `ambiguousName`, `illegalStep` for another code, `invalidValue`, `invalidText`,
    ///   `wrongOrder`; what the closure throws.
    public func change(
        office text: String, _ edit: (inout Office) throws -> Void
    ) throws(RegistryError) {
        try atomically("office \(text)") {
            let there = try office(text)
            var office = there
            try edit(&office)
            if office == there { return }
            try keepCode(there.code, office.code, "office")
            try check(office)
            let row = try row(of: .office, there.code)
            _ = try batch()
            try connection.run(
                """
                UPDATE office SET name_ar = ?, name_en = ?, kind = ?, opened_on = ?, closed_on = ? WHERE id = ?
                """,
                office.nameArabic, office.nameEnglish, office.kind, office.openedOn, office.closedOn, row.id)
            // The authority is called as its office is.
            try connection.run(
                """
                UPDATE registry SET name_ar = ?1, name_en = ?2
                WHERE code = ?3 AND (name_ar IS NOT ?1 OR name_en IS NOT ?2)
                """,
                office.nameArabic, office.nameEnglish, office.code)
        }
    }

    /// Gives an office other names from a day on, and keeps the day.
    ///
    /// - Throws: as ``change(office:_:)``.
    public func rename(
        office text: String, arabic: String, english: String, on day: CivilDate
    ) throws(RegistryError) {
        try atomically("office \(text)") {
            let there = try office(text)
            try change(office: there.code) { office in
                office.nameArabic = arabic
                office.nameEnglish = english
            }
            let row = try row(of: .office, there.code)
            try note(.renamed, .office, row.id, row.id, on: day, "\(there.nameArabic) / \(there.nameEnglish) before")
        }
    }

    /// Says that an office is no longer open from a day on.
    ///
    /// - Parameters:
    ///   - text: the office, by code, alias or name.
    ///   - day: the first day on which it is no longer open.
    /// - Throws: `unknownCode`, `ambiguousName`, `wrongOrder` on or before the day it opened, `illegalStep` where it
    ///   has been closed on another day.
    public func close(office text: String, on day: CivilDate) throws(RegistryError) {
        let there = try office(text)
        if let closed = there.closedOn, closed != day {
            throw RegistryError(
                .illegalStep, "\(there.code) has been closed since \(closed)", at: "office \(text)",
                remedy: "if that day is wrong, correct it")
        }
        try change(office: there.code) { office in office.closedOn = day }
    }

    /// Says that several offices are no longer open, all or none.
    public func close(offices: [(office: String, on: CivilDate)]) throws(RegistryError) {
        _ = try each(of: offices, "office") { item in try close(office: item.office, on: item.on) }
    }

    /// Puts an office under another from a day on, until its next move.
    ///
    /// Totals that were recorded before keep the offices that they had.
    ///
    /// - Parameters:
    ///   - text: the office, by code, alias or name.
    ///   - parent: the office above it, from then on.
    ///   - day: the first day; where nil, it always stood there, and nothing else is known of where it stood.
    /// - Throws: `unknownCode`, `ambiguousName`, `circularTree` where it would be its own ancestor on any day.
    public func move(office text: String, under parent: String, from day: CivilDate? = nil) throws(RegistryError) {
        let place = "office \(text)"
        try atomically(place) {
            let office = try row(of: .office, text, at: place)
            let above = try row(of: .office, parent, at: place)
            try put(office, under: above, from: day ?? .earliest, at: place)
        }
    }

    /// Moves several offices in order, all or none.
    public func move(
        offices moves: [(office: String, under: String, from: CivilDate?)]
    ) throws(RegistryError) {
        _ = try each(of: moves, "move") { item in try move(office: item.office, under: item.under, from: item.from) }
    }

    func put(
        _ office: CatalogueRow, under parent: CatalogueRow, from day: CivilDate, at place: String
    ) throws(RegistryError) {
        guard office.id != parent.id else {
            throw RegistryError(
                .circularTree, "\(office.code) cannot stand under itself", at: place,
                remedy: "give a parent that is not below the office")
        }
        let batch = try batch()
        do {
            let isThere = try connection.value(
                Bool.self, "SELECT EXISTS (SELECT 1 FROM office_parent WHERE office_id = ? AND starts_on = ?)",
                office.id, day)
            if isThere == true {
                try connection.run(
                    "UPDATE office_parent SET parent_id = ? WHERE office_id = ? AND starts_on = ?", parent.id,
                    office.id, day)
            } else {
                try connection.run(
                    "INSERT INTO office_parent (office_id, parent_id, starts_on, batch_id) VALUES (?, ?, ?, ?)",
                    office.id, parent.id, day, batch)
            }
        } catch {
            let refusal = RegistryError(error, at: place)
            guard refusal.code == .circularTree else { throw refusal }
            throw RegistryError(
                .circularTree,
                "\(office.code) under \(parent.code) from \(day) would make an office its own ancestor on some day",
                at: place, remedy: "give a parent that is not below the office on any of the days, or move that first",
                cause: error)
        }
    }

    func keepCode(_ before: String, _ after: String, _ noun: String) throws(RegistryError) {
        guard before != after else { return }
        throw RegistryError(
            .illegalStep, "a change cannot make \(before) into \(after.quoted)", at: "\(noun) \(before)",
            remedy: "recode the office, which keeps the old code as an alias")
    }
}
