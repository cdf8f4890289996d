import CSQLite
import Synchronization

/// One read or write from its request to its end: its deadline, and whether it must stop.
///
/// Whoever waits for something on behalf of an access waits on its condition, so that one signal releases it wherever
/// it stands.
final class Access: @unchecked Sendable {
    /// Why an access must end early.
    private enum Stop: UInt8 {
        case no, cancelled, readTooLong
    }

    let monitor: Monitor
    let condition: Monitor.Condition
    /// The end of the wait that it is in or enters next; used by the thread that runs the access.
    var deadline: Deadline
    /// For a read that keeps writers out: when it has had its time, and where to ask whether one waits elsewhere.
    var limit: (moment: Deadline, gate: WriteGate)?
    private let stop = Atomic<UInt8>(Stop.no.rawValue)

    // Guarded by the monitor.

    /// The thread that runs it.
    var thread: ThreadID?
    /// When it was let in.
    var start = Deadline(nanoseconds: 0)
    /// What runs SQLite for it now.
    private(set) var handle: ConnectionHandle?
    /// Whether it waits for SQLite's lock on the file.
    private(set) var isBusy = false

    init(monitor: Monitor, deadline: Deadline) {
        self.monitor = monitor
        self.condition = Monitor.Condition(monitor)
        self.deadline = deadline
    }

    /// From here on, stopping the access interrupts this connection.
    func enter(_ handle: ConnectionHandle) {
        handle.access = self
        monitor.locked { self.handle = handle }
    }

    /// The connection is about to be somebody else's.
    func leave(_ handle: ConnectionHandle) {
        monitor.locked { self.handle = nil }
        handle.access = nil
    }

    /// The task was cancelled; the monitor is held.
    func cancel() { end(.cancelled) }

    /// The read has had its time and a writer waits; the monitor is held.
    func endLongRead() { end(.readTooLong) }

    private func end(_ reason: Stop) {
        let (changed, _) = stop.compareExchange(
            expected: Stop.no.rawValue, desired: reason.rawValue, ordering: .sequentiallyConsistent)
        guard changed else { return }
        if let handle { sqlite3_interrupt(handle.db) }
        condition.broadcast()
    }

    /// Whether the access was stopped.
    func mustStop() -> Bool { stop.load(ordering: .sequentiallyConsistent) != Stop.no.rawValue }

    /// SQLite's progress handler: the same, and whether it has become overdue.
    func mustStopRunning() -> Bool {
        if mustStop() { return true }
        guard let limit, limit.moment.hasPassed else { return false }
        guard limit.gate.isHeldElsewhere() else {
            self.limit?.moment = .after(.milliseconds(20))
            return false
        }
        monitor.locked { endLongRead() }
        return true
    }

    /// The error in place of one that SQLite reports because the access was stopped; nil where it was not.
    func reasonToStop(_ code: Int32 = SQLITE_INTERRUPT, _ sql: String? = nil) -> SQLiteError? {
        switch Stop(rawValue: stop.load(ordering: .sequentiallyConsistent)) {
        case .cancelled:
            SQLiteError(.cancelled, "the task was cancelled", extendedCode: code, sql: sql)
        case .readTooLong:
            SQLiteError(
                .readTooLong, "the read took longer than it may while a writer waits", extendedCode: code, sql: sql)
        case .no, nil: nil
        }
    }

    /// SQLite's busy handler: somebody else holds the lock. True to try again, false to give up.
    func waitWhileBusy(attempt: Int) -> Bool {
        // Short at first, as most locks are; then long enough not to spin.
        let milliseconds = attempt < 8 ? 1 << (attempt / 2) : 16
        return monitor.locked {
            if mustStop() || deadline.hasPassed { return false }
            isBusy = true
            defer { isBusy = false }
            condition.wait(until: min(deadline, .after(.milliseconds(milliseconds))))
            return !mustStop()
        }
    }
}
