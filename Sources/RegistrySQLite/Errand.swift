/// What is done for one task on a thread of its own, one access after the other: a backup, an opening.
///
/// Cancelled, it ends the access at hand, wherever that stands, and every one that would follow.
final class Errand: @unchecked Sendable {
    private let monitor: Monitor

    // Guarded by the monitor.
    private var access: Access?
    private var isCancelled = false

    init(_ monitor: Monitor) {
        self.monitor = monitor
    }

    /// The access for the next wait.
    func next(waiting limit: Duration) -> Access {
        let access = Access(monitor: monitor, deadline: .after(limit))
        monitor.locked {
            self.access = access
            if isCancelled { access.cancel() }
        }
        return access
    }

    private func cancel() {
        monitor.locked {
            isCancelled = true
            access?.cancel()
        }
    }

    /// Runs the closure on a thread of its own: it waits for its turn more than once, and a worker of the pool's would be
    /// missed meanwhile by those whose turn it is.
    static func run<T: Sendable>(
        _ monitor: Monitor, _ body: @escaping @Sendable (Errand) throws -> T
    ) async throws -> T {
        let errand = Errand(monitor)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let started = Threads.start { continuation.resume(with: Result { try body(errand) }) }
                if !started {
                    continuation.resume(throwing: SQLiteError(.cannotOpen, "no thread could be started"))
                }
            }
        } onCancel: {
            errand.cancel()
        }
    }
}
