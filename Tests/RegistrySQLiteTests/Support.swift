import Foundation
import RegistrySQLite
import Synchronization

/// A point that a test waits for and another thread or task reaches.
///
/// With a lock that the thread sanitizer knows, which `Synchronization.Mutex` is not.
final class Signal: @unchecked Sendable {
    private let lock = NSLock()
    private var isSet = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func set() {
        let waiting = lock.withLock {
            isSet = true
            defer { self.waiting = [] }
            return self.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isSet = lock.withLock {
                if !self.isSet { waiting.append(continuation) }
                return self.isSet
            }
            if isSet { continuation.resume() }
        }
    }
}

/// A number that threads share.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add(_ change: Int) -> Int { number.add(change, ordering: .sequentiallyConsistent).newValue }

    func raise(to least: Int) { number.max(least, ordering: .sequentiallyConsistent) }
}

/// Runs a call that blocks on a thread of its own: the cooperative pool has as few threads as the machine has cores.
func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// Waits actively, where a task cannot wait; for two minutes at most, so that a test fails and does not hang.
func spin(until condition: () -> Bool) {
    let end = ContinuousClock.now + .seconds(120)
    while !condition(), ContinuousClock.now < end { sched_yield() }
}

/// The kind of error that the closure throws; nil where it throws none or another type.
func kind<T>(of body: () throws -> T) -> SQLiteError.Kind? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? SQLiteError)?.kind
    }
}

/// The kind of error that the closure throws; nil where it throws none or another type.
func kind<T: Sendable>(of body: () async throws -> T) async -> SQLiteError.Kind? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? SQLiteError)?.kind
    }
}

/// A pool over a new file with a table `note (id, body)`.
func makePool(
    _ folder: TemporaryFolder, _ change: (inout ConnectionPool.Configuration) -> Void = { _ in }
) throws -> ConnectionPool {
    var configuration = ConnectionPool.Configuration()
    change(&configuration)
    return try ConnectionPool.create(folder.file(), configuration) { connection in
        try connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body ANY) STRICT")
    }
}

extension ConnectionPool {
    /// How many notes there are.
    var noteCount: Int {
        get throws { try read { try $0.value("SELECT count(*) FROM note") ?? -1 } }
    }
}

/// A query that runs until it is interrupted.
let endlessQuery = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

/// A gate that a thread waits at, inside a closure that cannot wait as a task does.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { semaphore.wait() }
    func open() { semaphore.signal() }
}
