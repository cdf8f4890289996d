/// What every call needs to know of the registry: read once when it is opened.
struct City: Sendable {
    let authority: Authority
    let zone: ZoneTable
    private let secondsSince1970: @Sendable () -> Int64

    init(authority: Authority, zone: ZoneTable, now: @escaping @Sendable () -> Int64) {
        self.authority = authority
        self.zone = zone
        self.secondsSince1970 = now
    }

    /// "Now", in the city's time.
    func now() throws(RegistryError) -> Timestamp {
        let instant = secondsSince1970()
        return try Timestamp(instant: instant, offsetSeconds: zone.offset(at: instant))
    }
}
