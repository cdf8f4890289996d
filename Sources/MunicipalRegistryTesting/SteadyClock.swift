public import MunicipalRegistry
import Synchronization

/// A clock that stands still until it is moved.
public final class SteadyClock: Sendable {
    private let seconds: Atomic<Int64>

    /// A clock that shows the given moment.
    public init(_ moment: Timestamp) {
        seconds = Atomic(moment.instant)
    }

    /// What it shows, in seconds since 1970.
    public var instant: Int64 { seconds.load(ordering: .sequentiallyConsistent) }

    /// Makes it show another moment.
    public func set(to moment: Timestamp) {
        seconds.store(moment.instant, ordering: .sequentiallyConsistent)
    }
}
