#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A thread's identity, to tell whether an access is asked for inside another one.
struct ThreadID: Equatable, @unchecked Sendable {
    private let thread: pthread_t

    static var current: ThreadID { ThreadID(thread: pthread_self()) }

    static func == (left: ThreadID, right: ThreadID) -> Bool { pthread_equal(left.thread, right.thread) != 0 }
}

/// Threads of the pool's own: a call that blocks must not take one from Swift's cooperative pool.
enum Threads {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a detached thread; false where the system has none left.
    static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        let context = Unmanaged.passRetained(Body(run))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // musl gives 128 KB, Darwin 512 KB: too little for SQLite's parser below a user's closure.
        pthread_attr_setstacksize(&attributes, 4 << 20)
        // Signals are the program's own business, on its own threads.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        #if canImport(Darwin)
            var thread: pthread_t?
            let code = pthread_create(&thread, &attributes, { Threads.enter($0) }, context.toOpaque())
        #elseif canImport(Musl)
            var thread: pthread_t?
            let code = pthread_create(&thread, &attributes, { Threads.enter($0) }, context.toOpaque())
        #else
            var thread = pthread_t()
            let code = pthread_create(&thread, &attributes, { Threads.enter($0) }, context.toOpaque())
        #endif
        if code != 0 { context.release() }
        return code == 0
    }

    private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
}

/// A few threads that run jobs in order; started when needed, kept until stopped.
final class Workers: @unchecked Sendable {
    private let monitor = Monitor()
    private let work: Monitor.Condition
    private let limit: Int
    private var jobs: [@Sendable () -> Void] = []
    private var threads = 0
    private var idle = 0
    private var isStopped = false

    init(limit: Int) {
        self.limit = limit
        self.work = Monitor.Condition(monitor)
    }

    /// Runs the job on a thread of its own as soon as one is free; false where no thread could be started.
    func run(_ job: @escaping @Sendable () -> Void) -> Bool {
        monitor.locked {
            jobs.append(job)
            if idle >= jobs.count || threads >= limit {
                work.signal()
                return true
            }
            if Threads.start({ self.loop() }) {
                threads += 1
                return true
            }
            if threads > 0 { return true }
            jobs.removeLast()
            return false
        }
    }

    /// Ends the threads once the jobs that are there are done.
    func stop() {
        monitor.locked {
            isStopped = true
            work.broadcast()
        }
    }

    private func loop() {
        monitor.lock()
        while true {
            if !jobs.isEmpty {
                let job = jobs.removeFirst()
                monitor.unlock()
                job()
                monitor.lock()
            } else if isStopped {
                threads -= 1
                monitor.unlock()
                return
            } else {
                idle += 1
                work.wait()
                idle -= 1
            }
        }
    }
}
