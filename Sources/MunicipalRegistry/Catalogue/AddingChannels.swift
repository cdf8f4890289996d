import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Adds a channel to the catalogue.
    ///
    /// - Throws: `invalidCode`, `duplicateCode`, `invalidValue`, `invalidText`.
    public func add(_ channel: RequestChannel) throws(RegistryError) {
        try atomically("channel \(channel.code)") { try put(channel) }
    }

    /// Adds several channels, all or none.
    public func add(contentsOf channels: [RequestChannel]) throws(RegistryError) {
        _ = try each(of: channels, "channel") { channel in try put(channel) }
    }

    /// Adds another public body to the catalogue.
    ///
    /// - Throws: `invalidCode`, `duplicateCode`, `invalidValue`, `invalidText`.
    public func add(_ agency: Agency) throws(RegistryError) {
        try atomically("agency \(agency.code)") { try put(agency) }
    }

    /// Adds several agencies, all or none.
    public func add(contentsOf agencies: [Agency]) throws(RegistryError) {
        _ = try each(of: agencies, "agency") { agency in try put(agency) }
    }

    /// Adds a day off.
    ///
    /// - Throws: `duplicateDay` where the day is off already, `invalidValue`, `invalidText`.
    public func add(_ holiday: Holiday) throws(RegistryError) {
        try atomically("holiday \(holiday.day)") { try put(holiday) }
    }

    /// Adds several days off, all or none.
    public func add(contentsOf holidays: [Holiday]) throws(RegistryError) {
        _ = try each(of: holidays, "holiday") { holiday in try put(holiday) }
    }

    /// Adds a source of records.
    ///
    /// - Throws: `invalidCode`, `duplicateCode`, `invalidValue`, `invalidText`.
    public func add(_ source: RecordSource) throws(RegistryError) {
        try atomically("source \(source.code)") { try put(source) }
    }

    /// Adds several sources of records, all or none.
    public func add(contentsOf sources: [RecordSource]) throws(RegistryError) {
        _ = try each(of: sources, "source") { source in try put(source) }
    }

    private func put(_ channel: RequestChannel) throws(RegistryError) {
        let place = "channel \(channel.code)"
        try check(channel)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                "INSERT INTO channel (code, name_ar, name_en, mode, batch_id) VALUES (?, ?, ?, ?, ?)",
                channel.code, channel.nameArabic, channel.nameEnglish, channel.mode, batch)
        }
    }

    private func put(_ agency: Agency) throws(RegistryError) {
        let place = "agency \(agency.code)"
        try check(agency)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                "INSERT INTO agency (code, name_ar, name_en, batch_id) VALUES (?, ?, ?, ?)",
                agency.code, agency.nameArabic, agency.nameEnglish, batch)
        }
    }

    private func put(_ holiday: Holiday) throws(RegistryError) {
        let place = "holiday \(holiday.day)"
        try check(holiday)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                "INSERT INTO holiday (day, name_ar, name_en, batch_id) VALUES (?, ?, ?, ?)",
                holiday.day, holiday.nameArabic, holiday.nameEnglish, batch)
        }
    }

    private func put(_ source: RecordSource) throws(RegistryError) {
        let place = "source \(source.code)"
        try TextRule.check(code: source.code, as: "source code", at: place)
        try TextRule.check(name: source.name, as: "name", at: place)
        let batch = try batch()
        try translating(place) {
            try connection.run(
                "INSERT INTO source (code, name, batch_id) VALUES (?, ?, ?)", source.code, source.name, batch)
        }
    }

    /// Throws unless the schema could hold the channel.
    func check(_ channel: RequestChannel) throws(RegistryError) {
        let place = "channel \(channel.code)"
        try TextRule.check(code: channel.code, as: "channel code", at: place)
        try TextRule.check(name: channel.nameArabic, as: "Arabic name", at: place)
        try TextRule.check(name: channel.nameEnglish, as: "English name", at: place)
    }

    /// Throws unless the schema could hold the agency.
    func check(_ agency: Agency) throws(RegistryError) {
        let place = "agency \(agency.code)"
        try TextRule.check(code: agency.code, as: "agency code", at: place)
        try TextRule.check(name: agency.nameArabic, as: "Arabic name", at: place)
        try TextRule.check(name: agency.nameEnglish, as: "English name", at: place)
    }

    /// Throws unless the schema could hold the day off.
    func check(_ holiday: Holiday) throws(RegistryError) {
        let place = "holiday \(holiday.day)"
        try TextRule.check(counted: holiday.day, at: place)
        try TextRule.check(name: holiday.nameArabic, as: "Arabic name", at: place)
        try TextRule.check(name: holiday.nameEnglish, as: "English name", at: place)
    }
}
