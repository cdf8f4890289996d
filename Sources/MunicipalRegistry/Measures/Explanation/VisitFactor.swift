/// What moves visits, in the order in which parts of equal size are rounded.
///
/// Visits are V = N · (1 − A·u) · k · (1 − r): of N requests the share A came on days with a digital channel open, the
/// share u of those was made digitally, each of the rest brought k contacts, and the share r of those was served
/// remotely.
public enum VisitFactor: String, Sendable, Hashable, CaseIterable, Codable {
    /// N: how many requests there were.
    case demand
    /// A: on how many of them a digital channel was open; what a statement calls automation.
    case availability
    /// u: how many of those were made digitally; what a statement calls awareness.
    case uptake
    /// r: how many contacts an appointment served without a visit.
    case remoteService = "remote_service"
    /// k: how many contacts each request that was not digital brought.
    case repeatVisits = "repeat_visits"
}

/// The counts of one cell, a service over the whole scope say, in one period.
public struct VisitCell: Sendable, Hashable, Codable {
    /// N: requests, those of staff and machines left out.
    public var requests: Int
    /// Those of them that came on days with a digital channel open.
    public var available: Int
    /// Those of them that were digital, all of which are available.
    public var digital: Int
    /// V: visits.
    public var visits: Int
    /// R: appointments served remotely.
    public var servedRemotely: Int

    /// A cell's counts, none below zero, `digital` ≤ `available` ≤ `requests`.
    public init(requests: Int = 0, available: Int = 0, digital: Int = 0, visits: Int = 0, servedRemotely: Int = 0) {
        self.requests = requests
        self.available = available
        self.digital = digital
        self.visits = visits
        self.servedRemotely = servedRemotely
    }

    /// M: the requests that were not digital, to which visits belong.
    var remaining: Int { requests - digital }

    /// The visits that the factors speak of: none where no request could have brought them.
    var attributableVisits: Int { remaining > 0 ? visits : 0 }
}
