/// The days on which a service is open on a channel.
public struct OpenStretch: Sendable, Hashable {
    /// The service's code.
    public var service: String
    /// The channel's code.
    public var channel: String
    /// The first day; `CivilDate.earliest` where it was always open.
    public var from: CivilDate
    /// The first day on which it is no longer open; nil while it is.
    public var before: CivilDate?

    /// A stretch of days; without a first day, from always.
    public init(service: String, channel: String, from: CivilDate? = nil, before: CivilDate? = nil) {
        self.service = service
        self.channel = channel
        self.from = from ?? .earliest
        self.before = before
    }
}

extension OpenStretch: CustomStringConvertible {
    /// `permit on balady from 2023-01-01 before 2024-01-01`, as far as it has ends.
    public var description: String {
        var text = "\(service) on \(channel)"
        text += from == .earliest ? " from always" : " from \(from)"
        if let before { text += " before \(before)" }
        return text
    }
}
