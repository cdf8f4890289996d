import Foundation
import Testing

/// What spreadsheets, pipes and impatient people do to the tool.
@Suite("Odd files, pipes and interruptions")
struct AdversaryTests {
    private static let header = "reference,service,channel,submitted\n"

    private func requests(of city: SmallCity) throws -> [String] {
        try city.tool.sqlite(
            "city.db",
            """
            SELECT reference, service_code, channel_code, coalesce(submitted_at, submitted_on)
            FROM request_detail ORDER BY reference
            """
        ).output.split(separator: "\n").map(String.init)
    }

    @Test("What spreadsheets write is read: marks, separators, Arabic, line ends, blank rows and columns")
    func spreadsheets() throws {
        let city = try SmallCity()
        let rows = "A-1;رخصة بناء;Balady;٢٠٢٤-٠٣-٠١\r\n A-2 ;رُخصه بناء;BALADY;2024-03-01 09:12\r\n;;;\r\n\r\n"
        try city.take("requests", "\u{FEFF}الرقم المرجعي;الخدمة;القناة;تاريخ التقديم\r\n" + rows)
        try city.take("requests", "reference\tservice\tchannel\tsubmitted\t\t\nA-3\tpermit\tbalady\t2024-03-01\t\t\n")
        try city.take("requests", "sep=;\rreference;service;channel;submitted\rA-4;permit;balady;2024-03-02\r")
        try city.take("requests", "\u{FEFF}\u{FEFF}" + Self.header + "\"A-5\",\"permit\",\"balady\",\"2024-03-02\",,")
        let day = "|permit|balady|2024-03-0"
        #expect(
            try requests(of: city) == [
                "A-1\(day)1", "A-2\(day)1T09:12:00+03:00", "A-3\(day)1", "A-4\(day)2", "A-5\(day)2",
            ])
        let none = try city.take("requests", Self.header)
        #expect(none.output.contains("no rows"))
        // A column without a name may hold nothing.
        try city.refuses(
            "requests", "reference,service,channel,submitted,,\nA-6,permit,balady,2024-03-01,,x\n".utf8,
            saying: ["line 2: the row has 6 fields, the header 4"])
    }

    @Test("A formula in a cell is kept as text, and leaves as text")
    func formulas() throws {
        let city = try SmallCity()
        let formula = "=cmd|' /C calc'!A0"
        try city.take("offices", "code,name_en\nFX,\(formula)\n")
        #expect(
            try city.tool.sqlite("city.db", "SELECT name_en FROM office WHERE code = 'FX'").output == formula + "\n")
        let export = try city.tool.expect("export", "offices", "city.db").output
        #expect(export.contains(",'=cmd|' /C calc'!A0,") && !export.contains(",=cmd"))
        try city.tool.write(Self.header + "=1+1,pool,balady,2024-01-01\n=1+1,=2+2,balady,2024-01-01\n", to: "file.csv")
        try city.tool.municipal(
            "import", "requests", "file.csv", "--into", "city.db", "--rejected", "rejected.csv")
        let path = city.tool.folder.appendingPathComponent("rejected.csv")
        let rejected = try String(contentsOf: path, encoding: .utf8)
        #expect(rejected.contains("\r\n3,service,'=2+2,"), "\(rejected)")
    }

    @Test("Standard input and a named pipe are read, and what is read twice is not left behind")
    func pipes() throws {
        let city = try SmallCity()
        try city.tool.write(Self.header + "P-1,permit,balady,2024-01-01\n", to: "one.csv")
        try city.tool.write(Self.header + "P-2,permit,balady,2024-01-01\n", to: "two.csv")
        let script = """
            export TMPDIR=$PWD
            municipal import requests /dev/stdin --into city.db < one.csv
            mkfifo pipe
            cat two.csv > pipe &
            municipal import requests pipe --into city.db
            ls
            """
        let outcome = try city.tool.shell(script)
        #expect(outcome.status == 0 && !outcome.output.contains("municipal-registry"), "\(outcome)")
        #expect(try requests(of: city).count == 2)
    }

    @Test("A reader that goes away ends the export quietly; a full disk is said to be one")
    func output() throws {
        let city = try SmallCity()
        let many = (0..<20_000).map { "R-\($0),permit,balady,2024-01-01\n" }.joined()
        try city.take("requests", Self.header + many)
        let head = try city.tool.shell("municipal export requests city.db | head -n 1")
        #expect(head.output.contains("reference,service") && head.error.isEmpty, "\(head.error)")
        for command in [
            "export requests city.db", "report city.db --period 2024", "report city.db --period 2024 --json",
            "sql city.db 'SELECT 1'", "export requests city.db --to /dev/full",
        ] {
            let full = try city.tool.shell("municipal \(command) > /dev/full || exit 10$?")
            #expect(full.status == 102, "\(command): \(full.status)")
            #expect(
                full.error.contains("No space left on device") && full.error.contains("make room"),
                "\(command): \(full.error)")
        }
    }

    @Test("An import that is stopped in its middle leaves what was there, also to those who only read")
    func interrupted() throws {
        let city = try SmallCity()
        try city.take("requests", Self.header + "R-0,permit,balady,2024-01-01\n")
        let before = try city.tool.sqlite("city.db", ".dump").output
        let many = (1...200_000).map { "R-\($0),permit,balady,2024-01-01\n" }.joined()
        try city.tool.write(Self.header + many, to: "many.csv")
        let path = city.tool.folder.appendingPathComponent("city.db").path
        func size() throws -> Int { try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 }
        let enough = try size() + 1_000_000
        let child = try city.tool.start(["import", "requests", "many.csv", "--into", "city.db"])
        // A large import writes its pages long before it ends.
        while child.isRunning, try size() < enough { sched_yield() }
        // As Ctrl-C does, only harder: a child of a test has other signals blocked.
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        try #require(child.terminationReason == .uncaughtSignal)
        #expect(try size() >= enough)
        // What only reads comes first: it too must find the file as it was.
        let report = try city.tool.municipal("sql", "city.db", "SELECT count(*) AS n FROM request")
        #expect(report.status == 0 && report.output.hasSuffix("\n1\n"), "\(report)")
        #expect(try city.tool.sqlite("city.db", ".dump").output == before)
    }

    @Test("Two imports at once both arrive whole")
    func together() throws {
        let city = try SmallCity()
        for letter in ["A", "B"] {
            let rows = (1...5_000).map { "\(letter)-\($0),permit,balady,2024-01-01\n" }.joined()
            try city.tool.write(Self.header + rows, to: "\(letter).csv")
        }
        let script = """
            municipal import requests A.csv --into city.db & first=$!
            municipal import requests B.csv --into city.db
            wait $first
            """
        let outcome = try city.tool.shell(script)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try requests(of: city).count == 10_000)
        #expect(try city.tool.expect("doctor", "city.db").output.hasPrefix("Sound."))
    }

    @Test("A registry that somebody holds, or that cannot be written, is said to be so")
    func heldOrReadOnly() throws {
        let city = try SmallCity()
        try city.tool.write(Self.header + "R-1,permit,balady,2024-01-01\n", to: "file.csv")
        let script = """
            mkfifo begin
            (echo 'BEGIN EXCLUSIVE;'; echo '.shell echo > begin'; sleep 60 & echo $! > sleeper; wait) | sqlite3 city.db &
            read line < begin
            municipal import requests file.csv --into city.db || echo "import $?"
            municipal report city.db --period 2024 || echo "report $?"
            kill $(cat sleeper)
            wait
            """
        let held = try city.tool.shell(script)
        #expect(held.output.contains("import 3") && held.output.contains("report 3"), "\(held)")
        #expect(held.error.contains("another program holds the lock") && held.error.contains("try again"), "\(held)")
        #expect(!held.error.contains("waitLimit"), "\(held)")
        #expect(try requests(of: city).isEmpty)
    }
}
