/// What a figure is about: an office with all below it or alone, all services or some, all channels or some.
///
/// Every list narrows; an empty one leaves out nothing. What stands for a code may be an alias or a name. An office or a
/// service stands for its whole group of predecessors and successors.
///
/// ```swift
/// let scope = Scope(office: "WAJH", .all, services: ["permit", "licence"])
/// ```
public struct Scope: Sendable, Hashable {
    /// The office's code; nil for the authority.
    public var office: String?
    /// Whether what is below the office belongs to it.
    public var officeScope: OfficeScope
    /// The codes of the services; empty for all.
    public var services: [String]
    /// The names of the sectors; empty for all.
    public var sectors: [String]
    /// The codes of the channels; empty for all. Visits and visitors have no channel.
    public var channels: [String]
    /// How requests come; empty for all ways. Of the channels, if any are given, those that have one of these modes.
    public var modes: [RequestChannel.Mode]

    /// A scope; by default the authority with all below it.
    public init(
        office: String? = nil, _ officeScope: OfficeScope = .all, services: [String] = [], sectors: [String] = [],
        channels: [String] = [], modes: [RequestChannel.Mode] = []
    ) {
        self.office = office
        self.officeScope = officeScope
        self.services = services
        self.sectors = sectors
        self.channels = channels
        self.modes = modes
    }

    /// The authority with all below it.
    public static let authority = Scope()
}

/// Into what a figure is broken down. What totals do not tell apart stands in the last line, `notBrokenDown`.
public enum Breakdown: Sendable, Hashable {
    /// Each office of the scope by itself; one with nothing below it with whatever is under it.
    case office
    /// The scope's office by itself, and each office directly below it with all that is below that.
    case branch
    /// Each service, those that followed one another as one.
    case service
    /// Each sector.
    case sector
    /// Each channel; requests only.
    case channel
    /// Each way in which requests come; requests only.
    case mode
    /// Each unit of the calendar; those at the edges may be clipped.
    case calendar(CalendarUnit)
}

/// How a figure stands.
public enum FigureStatus: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everything that it is about is covered.
    case ok
    /// Something is not covered; the figure's coverage names it.
    case flagged
    /// There is nothing to divide by.
    case undefined
    /// It is withheld, since its two periods cannot be compared; the reasons name why.
    case refused
}
