#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A moment of the clock that never goes back, in nanoseconds.
struct Deadline: Comparable {
    let nanoseconds: UInt64

    static var now: Deadline {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Deadline(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func after(_ duration: Duration) -> Deadline { now + duration }

    static func + (moment: Deadline, duration: Duration) -> Deadline {
        let (seconds, attoseconds) = duration.components
        // A hundred years is for ever, and it does not overflow.
        let whole = UInt64(clamping: min(max(seconds, 0), 3_155_760_000)) * 1_000_000_000
        let fraction = UInt64(clamping: max(attoseconds, 0) / 1_000_000_000)
        return Deadline(nanoseconds: moment.nanoseconds + whole + fraction)
    }

    static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }

    var hasPassed: Bool { self <= .now }

    /// Nanoseconds from now; 0 once it has passed.
    var remaining: UInt64 {
        let now = Deadline.now.nanoseconds
        return nanoseconds > now ? nanoseconds - now : 0
    }
}
