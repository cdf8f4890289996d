import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// States that a service is open on a channel, from a day on and until before another.
    ///
    /// From the first such statement on, a service accepts requests only on the channels and days that are stated. The
    /// same statement again changes nothing.
    ///
    /// - Parameters:
    ///   - service: by code, alias or name.
    ///   - channel: by code or name.
    ///   - from: the first day; always where nil.
    ///   - before: the first day on which it is no longer open; nil while it is.
    /// - Throws: `unknownCode`, `ambiguousName`, `wrongOrder`, and `stretchOverlaps` naming the stretch that is there.
    public func open(
        service: String, on channel: String, from: CivilDate? = nil, before: CivilDate? = nil
    ) throws(RegistryError) {
        let stretch = OpenStretch(service: service, channel: channel, from: from, before: before)
        var known = KnownRows()
        try atomically("service \(service)") { try put(stretch, &known) }
    }

    /// States several open stretches, all or none.
    public func open(contentsOf stretches: [OpenStretch]) throws(RegistryError) {
        var known = KnownRows()
        _ = try each(of: stretches, "open stretch") { stretch in try put(stretch, &known) }
    }

    /// States that a service is no longer open on a channel from a day on.
    ///
    /// - Throws: `unknownCode`, `ambiguousName`, and `illegalStep` where it was not open on the day before.
    public func close(service: String, on channel: String, from day: CivilDate) throws(RegistryError) {
        let place = "service \(service)"
        let serviceRow = try row(of: .service, service, at: place)
        let channelRow = try row(of: .channel, channel, at: place)
        let there = try stretches(of: serviceRow, on: channelRow)
        guard let stretch = there.first(where: { $0.from < day && ($0.before.map { day <= $0 } ?? true) }) else {
            throw RegistryError(
                .illegalStep, "\(serviceRow.code) was not open on \(channelRow.code) on the day before \(day)",
                at: place, remedy: there.isEmpty ? "open it first" : "it is open: " + OpenStretch.list(there))
        }
        if stretch.before == day { return }
        try atomically(place) {
            _ = try batch()
            try connection.run(
                """
                UPDATE service_channel SET ends_before = ?
                WHERE service_id = ? AND channel_id = ? AND starts_on = ?
                """,
                day, serviceRow.id, channelRow.id, stretch.from)
        }
    }

    private func put(_ stretch: OpenStretch, _ known: inout KnownRows) throws(RegistryError) {
        let place = "service \(stretch.service)"
        let service = try row(of: .service, stretch.service, &known, at: place)
        let channel = try row(of: .channel, stretch.channel, &known, at: place)
        try TextRule.check(stretch.from, before: stretch.before, "open", at: place)
        let wanted = OpenStretch(
            service: service.code, channel: channel.code, from: stretch.from, before: stretch.before)
        let touching = try stretches(of: service, on: channel).filter { $0.overlaps(wanted) }
        if touching == [wanted] { return }
        guard touching.isEmpty else {
            throw RegistryError(
                .stretchOverlaps, "\(wanted) overlaps \(OpenStretch.list(touching))", at: place,
                remedy: "close the stretch that is there first, or state the days that it leaves out")
        }
        let batch = try batch()
        try translating(place) {
            try connection.run(
                """
                INSERT INTO service_channel (service_id, channel_id, starts_on, ends_before, batch_id)
                VALUES (?, ?, ?, ?, ?)
                """,
                service.id, channel.id, stretch.from, stretch.before, batch)
        }
    }
}

extension RegistryAccess {
    /// The stretches on which a service is open, by channel and first day.
    ///
    /// - Returns: none where its availability is not stated.
    public func openStretches(ofService service: String) throws(RegistryError) -> [OpenStretch] {
        try stretches(of: try row(of: .service, service, at: "service \(service)"), on: nil)
    }

    /// The stretches of a service, on one channel or on all.
    func stretches(of service: CatalogueRow, on channel: CatalogueRow?) throws(RegistryError) -> [OpenStretch] {
        try translating("service \(service.code)") {
            try connection.rows(
                """
                SELECT c.code, x.starts_on, x.ends_before
                FROM service_channel AS x JOIN channel AS c ON c.id = x.channel_id
                WHERE x.service_id = ?1 AND (?2 IS NULL OR x.channel_id = ?2)
                ORDER BY c.code, x.starts_on
                """,
                service.id, channel?.id
            ) { row in
                OpenStretch(service: service.code, channel: try row[0], from: try row[1], before: try row[2])
            }
        }
    }
}

extension OpenStretch {
    func overlaps(_ other: OpenStretch) -> Bool {
        service == other.service && channel == other.channel && (other.before.map { from < $0 } ?? true)
            && (before.map { other.from < $0 } ?? true)
    }

    static func list(_ stretches: [OpenStretch]) -> String {
        stretches.map(\.description).joined(separator: ", ")
    }
}
