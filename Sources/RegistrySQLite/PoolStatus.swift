/// Where the accesses of a pool stand at one moment: for a monitor, and for tests that must not guess.
package struct PoolStatus: Sendable, Hashable {
    /// How many accesses have not been let in yet.
    package let waiting: Int
    /// How many reads are inside.
    package let reading: Int
    /// Whether a write is inside: from being let in to its end.
    package let isWriting: Bool
    /// Whether the write waits at the gate for another process.
    package let isAtTheGate: Bool
    /// Whether new reads are kept out: for a commit, a bulk load or a migration.
    package let isDoorShut: Bool
    /// Whether an access waits for SQLite's lock on the file.
    package let isBusy: Bool
}

extension ConnectionPool {
    /// Where the accesses stand now.
    package var status: PoolStatus {
        monitor.locked {
            let counts = scheduler.counts
            return PoolStatus(
                waiting: counts.waiting, reading: counts.reading, isWriting: counts.isWriting,
                isAtTheGate: gate?.isWaiting ?? false, isDoorShut: counts.isDoorShut, isBusy: counts.isBusy)
        }
    }
}
