import Foundation
import MunicipalRegistry

/// Four programs of four threads book a few hot slots: with the write gate, and with a gate that keeps nobody waiting.
struct Load {
    private static let programs = 4
    private static let slots = 3
    private static let capacity = 4

    let seconds: Int

    func run() throws {
        print(
            "\(Load.programs) programs of \(Clerks.threads) threads book \(Load.slots) slots of \(Load.capacity) places"
        )
        print("for \(seconds) s. \(machine())")
        try run(hasGate: true)
        try run(hasGate: false)
    }

    private func run(hasGate: Bool) throws {
        let folder = try WorkFolder()
        let city = folder.file("city.db")
        try makeCity(at: city)
        if !hasGate {
            // The gate is a lock on a file beside the database. Each program finds one of its own there: nobody meets anybody.
            try? FileManager.default.removeItem(atPath: city + "-gate")
            try FileManager.default.createSymbolicLink(
                atPath: city + "-gate", withDestinationPath: "/proc/self/cwd/gate")
        }
        let names = (1...Load.programs).map { "P\($0)" }
        let programs = try names.map { try start(in: folder.file($0)) }
        for program in programs {
            // It says so when it has the file open.
            _ = program.output.fileHandleForReading.availableData
        }
        for program in programs { try program.input.fileHandleForWriting.close() }
        for program in programs {
            program.process.waitUntilExit()
            guard program.process.terminationStatus == 0 else { throw Failure("a program of the load failed") }
        }
        let lines = try names.flatMap { name in
            try String(contentsOfFile: folder.file("\(name)/report.txt"), encoding: .utf8).split(separator: "\n")
        }
        try tell(lines, city, hasGate: hasGate)
    }

    private func makeCity(at path: String) throws {
        let now = try Timestamp(Clerks.now).instant
        let city = Authority(code: "CITY", nameArabic: "مدينة", nameEnglish: "City", timeZone: "Asia/Riyadh")
        let registry = try Registry.create(at: path, for: city, options: Registry.Options(now: { now }))
        try registry.write { city in
            try city.add(MunicipalService(code: "permit", nameArabic: "رخصة", nameEnglish: "Permit"))
            for index in 0..<Load.slots {
                try city.add(
                    NewSlot(
                        office: "CITY", starts: Timestamp("2024-07-07T\(10 + index):00:00+03:00"),
                        ends: Timestamp("2024-07-07T\(10 + index):30:00+03:00"), capacity: Load.capacity))
            }
        }
        try registry.close()
    }

    private func start(in folder: String) throws -> (process: Process, input: Pipe, output: Pipe) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["clerks", "\(seconds)"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        return (process, input, output)
    }

    private func tell(_ lines: [Substring], _ city: String, hasGate: Bool) throws {
        func after(_ word: String) -> [Substring] {
            lines.filter { $0.hasPrefix(word + "|") }.map { $0.dropFirst(word.count + 1) }
        }
        let waits = Times(after("wait").compactMap { Double($0) })
        let told = after("told").map(String.init).sorted()
        let surprises = after("surprise")
        let raw = try RawDatabase(city)
        let rows = try raw.texts("SELECT reference || '|' || slot_id || '|' || state FROM appointment").sorted()
        let overbooked = try raw.texts(
            """
            SELECT s.id FROM slot AS s
            WHERE (SELECT count(*) FROM appointment WHERE slot_id = s.id AND state <> 'cancelled') > s.capacity
            """)
        print(
            "\(hasGate ? "with" : "without") the write gate: \(waits.count) writes, \(waits.count / seconds) a second;",
            "median \(waits.median.milliseconds), 99th percentile \(waits.percentile(99).milliseconds),",
            "longest \(waits.most.milliseconds)")
        print(
            "    \(rows.count) bookings acknowledged, \(after("full").compactMap { Int($0) }.reduce(0, +)) times full,",
            "\(surprises.filter { $0.contains("locked") }.count) times BUSY")
        if let other = surprises.first(where: { !hasGate || !$0.isEmpty }), hasGate || !other.contains("locked") {
            throw Failure("an answer that should not have been: \(other)")
        }
        // A write that gave up waiting was not acknowledged, and is not there.
        guard told == rows else { throw Failure("\(told.count) bookings were acknowledged, \(rows.count) are there") }
        guard overbooked.isEmpty else { throw Failure("overbooked: slots \(overbooked)") }
    }
}
