import CSQLite
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The gate through which the writers of all processes pass one at a time: a `flock` on a file beside the database.
///
/// SQLite's busy handler starves writers, because whoever sleeps longest comes last; the kernel's queue does not. `flock`
/// knows no deadline, so one thread waits in it for the pool, and lets go again if by then nobody wants to write. Whoever
/// is next in line holds the turn while it waits: a process that has just left the gate cannot slip in again before it.
///
/// The gate is for fairness only. SQLite's own lock keeps the file safe, also from programs that know no gate.
final class WriteGate: @unchecked Sendable {
    /// `<database>-gate`.
    let path: String
    private let monitor: Monitor
    private let work: Monitor.Condition
    /// The gate's file; used by whoever is locking, of which there is one.
    private var descriptor: Int32 = -1
    /// A second one, only to ask whether the gate is taken.
    private var probe: Int32 = -1
    private let isHeld = Atomic<Bool>(false)

    // Guarded by the monitor.
    private var waiting: Access?
    private var outcome: Result<Void, SQLiteError>?
    private var hasThread = false
    private var isThreadLocking = false
    private var isClosed = false

    init(database: String, monitor: Monitor) {
        self.path = database + "-gate"
        self.monitor = monitor
        self.work = Monitor.Condition(monitor)
    }

    deinit {
        if descriptor >= 0 { Glue.close(descriptor) }
        if probe >= 0 { Glue.close(probe) }
    }

    /// Passes the gate, at the latest at the access's deadline. One access at a time calls this.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut`, `cancelled`, `readOnly` or `cannotOpen`.
    func enter(_ access: Access) throws(SQLiteError) {
        monitor.lock()
        defer { monitor.unlock() }
        if let reason = access.reasonToStop() { throw reason }
        if !isThreadLocking, try lock(waiting: false) {
            isHeld.store(true, ordering: .sequentiallyConsistent)
            return
        }
        waiting = access
        outcome = nil
        defer { waiting = nil }
        if !hasThread {
            guard Threads.start({ self.loop() }) else {
                throw SQLiteError(.cannotOpen, "no thread could be started to wait at the write gate")
            }
            hasThread = true
        }
        work.signal()
        while true {
            if let outcome {
                self.outcome = nil
                try outcome.get()
                isHeld.store(true, ordering: .sequentiallyConsistent)
                return
            }
            if let reason = access.reasonToStop() { throw reason }
            if access.deadline.hasPassed {
                throw SQLiteError(.timedOut, "waited too long at the write gate \(path): another program is writing")
            }
            access.condition.wait(until: access.deadline)
        }
    }

    /// Leaves the gate to the next.
    func leave() {
        isHeld.store(false, ordering: .sequentiallyConsistent)
        flock(descriptor, LOCK_UN)
    }

    /// Whether a write waits for another process to leave; the monitor is held.
    var isWaiting: Bool { waiting != nil && outcome == nil }

    /// Whether another process is inside; asked without waiting.
    func isHeldElsewhere() -> Bool {
        if isHeld.load(ordering: .sequentiallyConsistent) { return false }
        return monitor.locked {
            if probe >= 0, !FileSystem.isSameFile(probe, path) {
                // Somebody removed the file: those who write now meet at a new one.
                Glue.close(probe)
                probe = -1
            }
            if probe < 0 { probe = Glue.open(path, O_RDONLY | O_CLOEXEC, 0) }
            guard probe >= 0 else { return false }
            if flock(probe, LOCK_SH | LOCK_NB) == 0 {
                flock(probe, LOCK_UN)
                return false
            }
            return errno == EWOULDBLOCK
        }
    }

    /// Ends the gate's thread; where it is waiting for another process, once that one is done.
    func close() {
        monitor.locked {
            isClosed = true
            work.signal()
        }
    }

    private func loop() {
        monitor.lock()
        defer { monitor.unlock() }
        while !isClosed {
            if waiting == nil || outcome != nil {
                work.wait()
                continue
            }
            isThreadLocking = true
            monitor.unlock()
            let result: Result<Void, SQLiteError>
            do throws(SQLiteError) {
                _ = try lock(waiting: true)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            monitor.lock()
            isThreadLocking = false
            if let waiting, !isClosed {
                outcome = result
                waiting.condition.broadcast()
            } else if case .success = result {
                // Nobody wants it any more.
                flock(descriptor, LOCK_UN)
            }
        }
    }

    /// Takes the lock; false where somebody else has it and waiting was not asked for.
    private func lock(waiting: Bool) throws(SQLiteError) -> Bool {
        while true {
            if descriptor < 0 { descriptor = try openFile() }
            let turn = csqlite_turn(descriptor, 1, waiting ? 1 : 0)
            // Without a turn (a file opened for reading only, a file system that has none) the gate is less fair.
            if turn != 0, !waiting, turn == EAGAIN || turn == EACCES { return false }
            var code: Int32
            repeat {
                code = flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 ? 0 : errno
            } while code == EINTR
            _ = csqlite_turn(descriptor, 0, 0)
            if code == EWOULDBLOCK { return false }
            if code != 0 { throw SQLiteError(.cannotOpen, "\(path): \(FileSystem.reason(code))") }
            if FileSystem.isSameFile(descriptor, path) { return true }
            // Somebody removed the file, and others meet at a new one by now.
            Glue.close(descriptor)
            descriptor = -1
        }
    }

    private func openFile() throws(SQLiteError) -> Int32 {
        let made = Glue.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        if made >= 0 { return made }
        let code = errno
        // Another user's file can be locked all the same.
        let found = Glue.open(path, O_RDONLY | O_CLOEXEC, 0)
        if found >= 0 { return found }
        let reason = "\(path): \(FileSystem.reason(code))"
        switch code {
        case EACCES, EPERM, EROFS: throw SQLiteError(.readOnly, reason)
        case ENOSPC, EDQUOT: throw SQLiteError(.full, reason)
        default: throw SQLiteError(.cannotOpen, reason)
        }
    }
}

/// The C functions whose names the gate uses for itself.
private enum Glue {
    static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, mode)
        #elseif canImport(Musl)
            Musl.open(path, flags, mode)
        #else
            Darwin.open(path, flags, mode)
        #endif
    }

    static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }
}
