import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Changes a channel's code, names or mode; the change log keeps what was.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `duplicateCode`, `invalidCode`, `invalidValue`, `invalidText`, and
    ///   `channelInUse` for another mode once a request or a total uses the channel; what the closure throws.
    public func change(
        channel text: String, _ edit: (inout RequestChannel) throws -> Void
    ) throws(RegistryError) {
        try atomically("channel \(text)") {
            let there = try channel(text)
            var channel = there
            try edit(&channel)
            if channel == there { return }
            try check(channel)
            let row = try row(of: .channel, there.code)
            _ = try batch()
            try connection.run(
                "UPDATE channel SET code = ?, name_ar = ?, name_en = ?, mode = ? WHERE id = ?", channel.code,
                channel.nameArabic, channel.nameEnglish, channel.mode, row.id)
        }
    }

    /// Changes an agency's code or names; the change log keeps what was.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, `duplicateCode`, `invalidCode`, `invalidValue`, `invalidText`; what
    ///   the closure throws.
    public func change(
        agency text: String, _ edit: (inout Agency) throws -> Void
    ) throws(RegistryError) {
        try atomically("agency \(text)") {
            let there = try agency(text)
            var agency = there
            try edit(&agency)
            if agency == there { return }
            try check(agency)
            let row = try row(of: .agency, there.code)
            _ = try batch()
            try connection.run(
                "UPDATE agency SET code = ?, name_ar = ?, name_en = ? WHERE id = ?", agency.code, agency.nameArabic,
                agency.nameEnglish, row.id)
        }
    }

    /// Gives a day off other names; the change log keeps what was.
    ///
    /// - Throws: `unknownRecord` where the day is no day off, `invalidValue`, `invalidText`.
    public func change(holiday day: CivilDate, arabic: String, english: String) throws(RegistryError) {
        try atomically("holiday \(day)") {
            try check(Holiday(day: day, nameArabic: arabic, nameEnglish: english))
            _ = try batch()
            try connection.run("UPDATE holiday SET name_ar = ?, name_en = ? WHERE day = ?", arabic, english, day)
            if connection.changes == 0 { throw RegistryError.noHoliday(day) }
        }
    }

    /// Makes a day off a day like others; the change log keeps what was.
    ///
    /// - Throws: `unknownRecord` where the day is no day off.
    public func remove(holiday day: CivilDate) throws(RegistryError) {
        try atomically("holiday \(day)") {
            _ = try batch()
            try connection.run("DELETE FROM holiday WHERE day = ?", day)
            if connection.changes == 0 { throw RegistryError.noHoliday(day) }
        }
    }
}

extension RegistryError {
    fileprivate static func noHoliday(_ day: CivilDate) -> RegistryError {
        RegistryError(
            .unknownRecord, "\(day) is no day off", at: "holiday \(day)", remedy: "look it up in the list of days off")
    }
}
