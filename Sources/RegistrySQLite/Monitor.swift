#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A mutex with conditions that can be waited for until a deadline.
///
/// `Synchronization.Mutex` has no condition to wait for, and the thread sanitizer does not see into it.
final class Monitor: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func lock() { pthread_mutex_lock(mutex) }
    func unlock() { pthread_mutex_unlock(mutex) }

    func locked<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        lock()
        defer { unlock() }
        return try body()
    }

    /// Something to wait for while the monitor is held; waiting lets go of the monitor.
    final class Condition: @unchecked Sendable {
        private let monitor: Monitor
        private let condition: UnsafeMutablePointer<pthread_cond_t>

        init(_ monitor: Monitor) {
            self.monitor = monitor
            condition = .allocate(capacity: 1)
            condition.initialize(to: pthread_cond_t())
            #if canImport(Darwin)
                pthread_cond_init(condition, nil)
            #else
                // A wait must not stretch or shrink when somebody sets the wall clock.
                var attributes = pthread_condattr_t()
                pthread_condattr_init(&attributes)
                pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
                pthread_cond_init(condition, &attributes)
                pthread_condattr_destroy(&attributes)
            #endif
        }

        deinit {
            pthread_cond_destroy(condition)
            condition.deallocate()
        }

        /// Waits for a signal; may also return without one.
        func wait() {
            pthread_cond_wait(condition, monitor.mutex)
        }

        /// Waits for a signal until the deadline; may also return without either.
        func wait(until deadline: Deadline) {
            #if canImport(Darwin)
                let remaining = deadline.remaining
                var time = timespec(
                    tv_sec: Int(remaining / 1_000_000_000), tv_nsec: Int(remaining % 1_000_000_000))
                pthread_cond_timedwait_relative_np(condition, monitor.mutex, &time)
            #else
                var time = timespec()
                time.tv_sec = .init(deadline.nanoseconds / 1_000_000_000)
                time.tv_nsec = .init(deadline.nanoseconds % 1_000_000_000)
                pthread_cond_timedwait(condition, monitor.mutex, &time)
            #endif
        }

        func signal() { pthread_cond_signal(condition) }
        func broadcast() { pthread_cond_broadcast(condition) }
    }
}
