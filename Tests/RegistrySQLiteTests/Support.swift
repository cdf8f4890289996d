import Dispatch
import RegistrySQLite
import Synchronization

/// A point that a test waits for and another thread or task reaches.
final class Signal: Sendable {
    private struct State {
        var isSet = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func set() {
        let waiting = state.withLock { state in
            state.isSet = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isSet = state.withLock { state in
                if !state.isSet { state.waiting.append(continuation) }
                return state.isSet
            }
            if isSet { continuation.resume() }
        }
    }

    var isSet: Bool { state.withLock { $0.isSet } }
}

/// A number that threads share.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    var value: Int { number.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add(_ change: Int) -> Int { number.add(change, ordering: .sequentiallyConsistent).newValue }

    func raise(to least: Int) { number.max(least, ordering: .sequentiallyConsistent) }
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
