import Foundation
import RegistrySQLite
import Testing

/// Several processes of this library over one file. The test program starts itself again, for one test only.
@Suite("Several programs at once", .timeLimit(.minutes(2)))
struct ProcessTests {
    private static let variable = "REGISTRY_SQLITE_HELPER"
    private static let helped = ProcessInfo.processInfo.environment[variable]
    private static let writes = 40
    private static let threads = 4

    /// What each process does: four threads write, each as often as it can.
    private static func load(_ path: String, _ name: String) throws -> Duration {
        var configuration = ConnectionPool.Configuration()
        configuration.waitLimit = .seconds(60)
        let pool = try ConnectionPool.open(path, configuration)
        let clock = ContinuousClock()
        let longest = Counter()
        let failures = Counter()
        let group = DispatchGroup()
        for thread in 0..<threads {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                for number in 0..<writes {
                    let time = clock.measure {
                        do {
                            try pool.write {
                                try $0.run("INSERT INTO note (body) VALUES (?)", "\(name) \(thread) \(number)")
                            }
                        } catch {
                            failures.add(1)
                        }
                    }
                    longest.raise(to: Int(time / .microseconds(1)))
                }
            }
        }
        group.wait()
        #expect(failures.value == 0)
        return .microseconds(longest.value)
    }

    @Test("(the part of the other program)", .enabled(if: helped != nil))
    func helper() throws {
        let longest = try Self.load(try #require(Self.helped), "other")
        print("longest \(longest)")
    }

    @Test(
        "Three programs of four writers each: nothing is lost, nobody is refused, nobody starves",
        .enabled(if: helped == nil))
    func fairness() async throws {
        let folder = try TemporaryFolder()
        try await makePool(folder).close()
        let helpers = try (0..<2).map { _ in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["--testing-library", "swift-testing", "--filter", "ProcessTests/helper"]
            process.environment = ProcessInfo.processInfo.environment.merging([Self.variable: folder.file()]) { $1 }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        let path = folder.file()
        let longest = try await onThread {
            let longest = try Self.load(path, "this")
            for helper in helpers { helper.waitUntilExit() }
            return longest
        }
        #expect(helpers.map(\.terminationStatus) == [0, 0])
        let expected = 3 * Self.threads * Self.writes
        #expect(try Shell.run(path, "SELECT count(*), count(DISTINCT rowid) FROM note;") == ["\(expected)|\(expected)"])
        #expect(try Shell.run(path, "SELECT count(DISTINCT body) FROM note WHERE body LIKE 'this%';") == ["160"])
        // A writer that starves waits for all the others to have done: minutes, on a slow disk.
        #expect(longest < .seconds(30))
        print("longest write of three programs at once: \(longest)")
    }

    @Test("A program that is killed inside its transaction leaves the file to the next", .enabled(if: helped == nil))
    func killedWriter() async throws {
        let folder = try TemporaryFolder()
        let pool = try makePool(folder) { $0.waitLimit = .seconds(60) }
        let shell = try Shell(pool.path)
        try shell.run("BEGIN IMMEDIATE; INSERT INTO note (body) VALUES (1);")
        let write = Task { try await pool.write { try $0.run("INSERT INTO note (body) VALUES (2)") } }
        while !pool.status.isBusy, !Task.isCancelled { await Task.yield() }
        shell.kill()
        try await write.value
        #expect(try Shell.run(pool.path, "SELECT body FROM note;") == ["2"])
    }

    @Test("The gate's file may be removed under way: the next write makes it anew", .enabled(if: helped == nil))
    func gateRemoved() throws {
        let folder = try TemporaryFolder()
        let pool = try makePool(folder)
        for number in 0..<3 {
            try pool.write { try $0.run("INSERT INTO note (body) VALUES (?)", number) }
            try FileManager.default.removeItem(atPath: pool.path + "-gate")
        }
        #expect(try pool.noteCount == 3)
    }
}
