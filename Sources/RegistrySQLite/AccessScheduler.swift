import CSQLite

/// Who may read and write next: first come, first served, whether it is a thread that waits or a task.
///
/// Reads share a number of places; writes have one. While the door is shut nobody is let in to read: with a rollback
/// journal a commit needs the file without readers, and a door that shuts behind those inside gives it a bounded wait.
final class AccessScheduler: @unchecked Sendable {
    /// What an access asks for.
    enum Kind { case read, write }

    /// An access that has not been let in yet.
    ///
    /// Its state is guarded by the scheduler's monitor.
    final class Request: @unchecked Sendable {
        /// How far it has come.
        enum State { case new, waiting, admitted, refused(SQLiteError) }

        let kind: Kind
        let access: Access
        /// What a task goes on with; nil where a thread waits itself. Called once, without the monitor.
        fileprivate(set) var proceed: (@Sendable (SQLiteError?) -> Void)?
        fileprivate(set) var state = State.new

        init(_ kind: Kind, _ access: Access) {
            self.kind = kind
            self.access = access
        }
    }

    /// Who shut the door, and for what.
    private struct Door {
        let access: Access
        let forLoad: Bool
    }

    let monitor: Monitor
    private let places: Int
    private let maximumReadDuration: Duration
    private let workers: Workers

    // Guarded by the monitor.
    private var waiting: [Request] = []
    private var reading: [Access] = []
    private var writing: Access?
    private var door: Door?
    private var isClosed = false
    private let closing: Monitor.Condition
    private let alarm: Monitor.Condition
    private var hasAlarm = false
    /// What is to be called once the monitor has been left.
    private var calls: [() -> Void] = []

    init(monitor: Monitor, places: Int, maximumReadDuration: Duration) {
        self.monitor = monitor
        self.places = max(1, places)
        self.maximumReadDuration = maximumReadDuration
        self.workers = Workers(limit: max(1, places) + 1)
        self.closing = Monitor.Condition(monitor)
        self.alarm = Monitor.Condition(monitor)
    }

    // MARK: Letting in

    /// Waits on the caller's thread until the access is let in.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut`, `loadInProgress`, `cancelled` or `closed`.
    func wait(_ request: Request) throws(SQLiteError) {
        monitor.lock()
        defer { unlock() }
        enqueue(request)
        while true {
            switch request.state {
            case .admitted: return
            case .refused(let error): throw error
            case .new, .waiting: break
            }
            if let reason = request.access.reasonToStop() {
                refuse(request, reason)
            } else if request.access.deadline.hasPassed {
                refuse(request, lateness(of: request))
            } else {
                request.access.condition.wait(until: request.access.deadline)
            }
        }
    }

    /// Calls `proceed` on a thread of the pool's own once the access is let in, or anywhere with the error.
    func submit(_ request: Request, proceed: @escaping @Sendable (SQLiteError?) -> Void) {
        monitor.lock()
        defer { unlock() }
        request.proceed = proceed
        enqueue(request)
    }

    /// Ends an access whose task was cancelled, whether it waits or runs.
    func cancel(_ request: Request) {
        monitor.lock()
        defer { unlock() }
        request.access.cancel()
        if case .waiting = request.state, let reason = request.access.reasonToStop() { refuse(request, reason) }
    }

    /// The access that this thread is inside of.
    func currentAccess() -> (kind: Kind, access: Access)? {
        let thread = ThreadID.current
        return monitor.locked {
            if let writing, writing.thread == thread { return (.write, writing) }
            return reading.first { $0.thread == thread }.map { (.read, $0) }
        }
    }

    /// The access is done.
    func end(_ request: Request) {
        monitor.lock()
        defer { unlock() }
        switch request.kind {
        case .read: reading.removeAll { $0 === request.access }
        case .write: writing = nil
        }
        request.access.thread = nil
        if reading.isEmpty { door?.access.condition.broadcast() }
        if isClosed { closing.broadcast() }
        admit()
    }

    private func enqueue(_ request: Request) {
        if isClosed {
            refuse(request, SQLiteError(.closed, "the database has been closed"))
        } else if let reason = request.access.reasonToStop() {
            refuse(request, reason)
        } else {
            request.state = .waiting
            waiting.append(request)
            admit()
            if request.proceed != nil, case .waiting = request.state { startAlarm(for: request) }
        }
    }

    /// Lets in whoever can be, in order of arrival among reads and among writes.
    private func admit() {
        var index = 0
        while index < waiting.count {
            let request = waiting[index]
            let hasPlace =
                switch request.kind {
                case .read: door == nil && reading.count < places
                case .write: writing == nil
                }
            guard hasPlace else {
                index += 1
                continue
            }
            waiting.remove(at: index)
            let access = request.access
            access.start = .now
            if request.kind == .read { reading.append(access) } else { writing = access }
            request.state = .admitted
            guard let proceed = request.proceed else {
                access.condition.broadcast()
                continue
            }
            request.proceed = nil
            let started = workers.run {
                self.monitor.locked { access.thread = .current }
                proceed(nil)
            }
            if !started {
                if request.kind == .read { reading.removeAll { $0 === access } } else { writing = nil }
                let error = SQLiteError(.cannotOpen, "no thread could be started")
                request.state = .refused(error)
                calls.append { proceed(error) }
            }
        }
    }

    private func refuse(_ request: Request, _ error: SQLiteError) {
        waiting.removeAll { $0 === request }
        request.state = .refused(error)
        if let proceed = request.proceed {
            request.proceed = nil
            calls.append { proceed(error) }
        } else {
            request.access.condition.broadcast()
        }
    }

    private func unlock() {
        let calls = calls
        self.calls = []
        monitor.unlock()
        for call in calls { call() }
    }

    private func lateness(of request: Request) -> SQLiteError {
        switch request.kind {
        case .write:
            SQLiteError(.timedOut, "waited too long for other writes of this program")
        case .read where door?.forLoad == true:
            SQLiteError(.loadInProgress, "a bulk load keeps readers out; read again when it is done")
        case .read where door != nil:
            SQLiteError(.timedOut, "waited too long for a commit, which itself waits for \(reading.count) reads to end")
        case .read:
            SQLiteError(.timedOut, "waited too long for a reader: \(reading.count) of \(places) are in use")
        }
    }

    // MARK: The door

    /// Keeps new readers out and waits for those inside; ends reads that take longer than they may.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut` or `cancelled`; the door is then open again.
    func shutDoor(_ access: Access, forLoad: Bool = false) throws(SQLiteError) {
        monitor.lock()
        defer { unlock() }
        door = Door(access: access, forLoad: forLoad)
        while !reading.isEmpty {
            let now = Deadline.now
            var next = access.deadline
            for read in reading {
                let limit = read.start + maximumReadDuration
                if limit <= now { read.endLongRead() } else { next = min(next, limit) }
            }
            var problem = access.reasonToStop()
            if problem == nil, access.deadline <= now {
                problem = SQLiteError(.timedOut, "waited too long for \(reading.count) reads to end")
            }
            if let problem {
                door = nil
                admit()
                throw problem
            }
            access.condition.wait(until: next)
        }
    }

    /// Lets readers in again.
    func openDoor() {
        monitor.lock()
        defer { unlock() }
        door = nil
        admit()
    }

    // MARK: Deadlines of tasks

    private func startAlarm(for request: Request) {
        if hasAlarm {
            alarm.signal()
        } else {
            hasAlarm = Threads.start { self.watch() }
        }
        if !hasAlarm {
            // Nobody would notice its deadline.
            refuse(request, SQLiteError(.cannotOpen, "no thread could be started"))
        }
    }

    /// Refuses tasks whose deadline passes while they wait: no thread of theirs is there to notice.
    private func watch() {
        monitor.lock()
        while !isClosed {
            let now = Deadline.now
            var next: Deadline?
            for request in waiting where request.proceed != nil {
                let deadline = request.access.deadline
                if deadline <= now {
                    refuse(request, lateness(of: request))
                } else {
                    next = min(next ?? deadline, deadline)
                }
            }
            if !calls.isEmpty {
                unlock()
                monitor.lock()
            } else if let next {
                alarm.wait(until: next)
            } else {
                alarm.wait()
            }
        }
        unlock()
    }

    // MARK: Looking on

    /// Where the accesses stand; the monitor is held.
    var counts: (waiting: Int, reading: Int, isWriting: Bool, isDoorShut: Bool, isBusy: Bool) {
        let inside = writing.map { reading + [$0] } ?? reading
        return (waiting.count, reading.count, writing != nil, door != nil, inside.contains { $0.isBusy })
    }

    // MARK: Closing

    /// Lets nobody in any more, refuses who waits, and waits for who is inside until the deadline.
    ///
    /// - Throws: ``SQLiteError`` of kind `timedOut`; nobody is let in all the same.
    func close(deadline: Deadline) throws(SQLiteError) {
        monitor.lock()
        defer { unlock() }
        isClosed = true
        for request in waiting { refuse(request, SQLiteError(.closed, "the database has been closed")) }
        alarm.broadcast()
        workers.stop()
        while !reading.isEmpty || writing != nil {
            if deadline.hasPassed { throw SQLiteError(.timedOut, "waited too long for the last accesses to end") }
            closing.wait(until: deadline)
        }
    }
}
