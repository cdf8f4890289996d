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
    private let stop = Atomic<UInt8>(Stop.no.rawValue)
    /// What runs SQLite for it now; guarded by the monitor.
    private var handle: ConnectionHandle?

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

    /// Ends the access, wherever it is: the monitor is held.
    private func end(_ reason: Stop) {
        let (changed, _) = stop.compareExchange(
            expected: Stop.no.rawValue, desired: reason.rawValue, ordering: .sequentiallyConsistent)
        guard changed else { return }
        if let handle { sqlite3_interrupt(handle.db) }
        condition.broadcast()
    }

    /// The task was cancelled.
    func cancel() {
        monitor.locked { end(.cancelled) }
    }

    /// The read has had its time and a writer waits; the monitor is held.
    func endLongRead() { end(.readTooLong) }

    func mustStop() -> Bool { stop.load(ordering: .sequentiallyConsistent) != Stop.no.rawValue }

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
        let milliseconds = attempt < 8 ? 1 << attempt / 2 : 16
        return monitor.locked {
            if mustStop() || deadline.hasPassed { return false }
            condition.wait(until: min(deadline, .after(.milliseconds(milliseconds))))
            return !mustStop()
        }
    }
}
