import Foundation
import Testing

/// Texts that are not CSV, files that cannot be read, registries that are none.
@Suite("Bad files through the tool")
struct BadFileTests {
    private static let header = "reference,service,channel,submitted\n"
    private static let row = "R-1,permit,balady,2024-01-01\n"

    private static let brokenFiles: [(text: String, words: [String])] = [
        (
            header + "R-1,permit,balady,2024-01-01\nR-2,\"permit,balady,2024-01-01\nR-3,permit,balady,2024-01-01\n",
            ["file.csv, line 3, column 2", "a quote opened in line 3, column 2 is never closed", "close it"]
        ),
        (
            header + row + "R-2,permit,balady,2024-01-01,more\n",
            ["line 3: the row has 5 fields, the header 4", "in quotes"]
        ),
        (header + row + "R-2,permit,balady\n", ["line 3: the row has 3 fields, the header 4"]),
        (header + "R\"1,permit,balady,2024-01-01\n", ["line 2: column 1 has a quote inside a field", "in quotes"]),
        (header + "R-1,per\0mit,balady,2024-01-01\n", ["line 2: column 2 holds a NUL", "remove it"]),
        (
            "reference,service,Reference,channel,submitted\n",
            ["line 1", "columns 1 and 3 have the same name, \"reference\" and \"Reference\"", "rename or delete"]
        ),
        ("reference,service,,channel,submitted\n", ["line 1: column 3 has no name", "name it in the first line"]),
        (
            "refrence,service,channel,submitted\n",
            ["no column reference (الرقم المرجعي)", "\"refrence\"", "--map refrence=reference"]
        ),
        ("", ["file.csv: the file has no header: it is empty", "the first line names the columns"]),
        ("\u{FEFF}", ["the file has no header: it is empty"]),
    ]

    @Test(
        "CSV that is broken names the line", arguments: brokenFiles)
    func malformed(text: String, words: [String]) throws {
        try SmallCity().refuses("requests", text.utf8, saying: words)
    }

    @Test("A field of 10 MB is not read to its end")
    func hugeField() throws {
        try SmallCity().refuses(
            "requests", (Self.header + "R-1,\(String(repeating: "x", count: 10_000_000)),balady,2024-01-01\n").utf8,
            saying: ["file.csv, line 2, column 2: the field is longer than 1000000 bytes", "an unclosed quote"])
    }

    private static let badOptions: [(options: [String], status: Int32, words: [String])] = [
        (["--map", "nothing=reference"], 1, ["the file has no column \"nothing\"; it has \"reference\""]),
        (["--map", "submitted=refrence"], 1, ["requests have no column \"refrence\"", "is it reference?"]),
        (["--map", "reference"], 1, ["--map theirs=ours"]),
        (["--map-value", "office:x=WAJH"], 1, ["the file has no column \"office\"", "it has \"reference\""]),
        (["--map-value", "chanel:x=balady"], 1, ["requests have no column \"chanel\"", "is it channel?"]),
        (["--set", "chanel=balady"], 1, ["requests have no column \"chanel\"", "is it channel?"]),
        (["--covers", "2024-H1", "--covers-office", "NO"], 1, ["there is no office \"NO\""]),
        (["--covers", "2024-13"], 64, ["there is no month 13"]),
        (["--source", ""], 64, ["name where the records come from"]),
        (["--covers-office", "WAJH"], 64, ["--covers PERIOD"]),
        (["--as-control", "--supersede"], 64, ["give one"]),
        (["--rejected", "file.csv"], 2, ["would overwrite the file they come from"]),
        (["--rejected", "city.db"], 2, ["the registry's own file"]),
        (["--rejected", "city.db-gate"], 2, ["this belongs to a database"]),
        (["--rejected", "no/where.csv"], 2, ["no/where.csv", "No such file or directory"]),
        (["--rejected", "/dev/full", "--keep-good"], 2, ["No space left on device", "make room"]),
    ]

    @Test("Bytes that are not UTF-8 name their row and the encodings; read as windows-1256 they are Arabic")
    func encoding() throws {
        let city = try SmallCity()
        let arabic: [UInt8] = [0xD1, 0xCE, 0xD5, 0xC9]  // رخصة in windows-1256
        let file = Array("code,name_ar\nnew,".utf8) + arabic + [0x0A]
        try city.refuses(
            "services", file,
            saying: ["line 2: column 2 is not UTF-8: it holds the byte 0xD1", "windows-1256", "CSV UTF-8"])
        try city.refuses(
            "services", [0xFF, 0xFE] + Array("code".utf8), saying: ["the file is in UTF-16", "CSV UTF-8"])
        try Data(file).write(to: city.tool.folder.appendingPathComponent("old.csv"))
        try city.tool.expect("import", "services", "old.csv", "--into", "city.db", "--encoding", "windows-1256")
        let name = try city.tool.sqlite("city.db", "SELECT name_ar FROM service WHERE code = 'new'")
        #expect(name.output == "رخصة\n")
    }

    @Test(
        "Options that speak of columns or offices that there are not", arguments: badOptions)
    func options(options: [String], status: Int32, words: [String]) throws {
        let city = try SmallCity()
        try city.tool.write(Self.header + Self.row + "R-2,pool,balady,2024-01-01\n", to: "file.csv")
        try city.refuses(["import", "requests", "file.csv", "--into", "city.db"] + options, status, saying: words)
    }

    @Test("A file that cannot be read, a folder, and the registry itself")
    func unreadable() throws {
        let city = try SmallCity()
        for (file, words) in [
            ("none.csv", ["none.csv", "No such file or directory", "check the path"]),
            (".", ["Is a directory", "give a file, not a folder"]),
            ("city.db", ["city.db: this is the registry's own file", "the file that holds the records"]),
        ] {
            try city.refuses(["import", "requests", file, "--into", "city.db"], 2, saying: words)
        }
        // The folder is not copied to a temporary file, as a pipe is, to find that it is one.
        let left = try city.tool.shell(
            "TMPDIR=$PWD municipal import requests . --into city.db || ls municipal-registry* || true")
        #expect(left.output.isEmpty, "\(left.output)")
    }

    @Test("A mistyped path, a folder, an empty, foreign, newer or damaged file is no registry, and stays as it was")
    func noRegistry() throws {
        let city = try SmallCity()
        let tool = city.tool
        try tool.write("", to: "empty.db")
        try tool.write(String(repeating: "measure,period,count\n", count: 100), to: "text.db")
        try tool.sqlite("foreign.db", "CREATE TABLE x (y)")
        try tool.shell("cp city.db newer.db && sqlite3 newer.db 'PRAGMA user_version = 99'")
        // The header is sound, and the pages behind it are not.
        try tool.shell(
            "cp city.db damaged.db && printf '%0200000d' 0 | dd of=damaged.db bs=1 seek=100 conv=notrunc 2>&-")
        try FileManager.default.createDirectory(
            at: tool.folder.appendingPathComponent("folder"), withIntermediateDirectories: true)
        try tool.write(Self.header + Self.row, to: "file.csv")
        let digest = "cksum *.db"
        let before = try tool.shell(digest).output
        for (path, words) in [
            ("cty.db", ["there is no file at cty.db", "check the path", "municipal init"]),
            ("folder", ["is a folder", "name the file itself"]),
            ("empty.db", ["is an empty file", "municipal init"]), ("text.db", ["is not an SQLite database"]),
            ("foreign.db", ["another program's database"]), ("newer.db", ["has version 99", "a newer version"]),
            ("damaged.db", ["is damaged", "restore a backup"]),
        ] {
            for command in [
                ["import", "requests", "file.csv", "--into", path], ["report", path, "--period", "2024"],
                ["sql", path, "SELECT 1"], ["export", "offices", path], ["imports", "list", path], ["doctor", path],
                ["backup", path, "copy.db"],
                ["cover", path, "--measure", "visits", "--office", "WAJH", "--period", "2024", "--state", "complete"],
            ] {
                try city.refuses(command, 2, saying: words)
            }
        }
        #expect(try tool.shell(digest).output == before)
    }

    @Test("An export to standard output is the CSV and nothing else: JSON beside it is refused")
    func exportedJSON() throws {
        let city = try SmallCity()
        try city.refuses(
            ["export", "channels", "city.db", "--json"], 64, saying: ["--json tells what was written --to"])
        let told = try city.tool.expect("export", "channels", "city.db", "--json", "--to", "out.csv")
        #expect(try told.json["rows"] as? Int == 3)
    }

    @Test("Making a registry: never over a file, and with a zone, names and a code that can be")
    func initialising() throws {
        let city = try SmallCity()
        func refuses(
            _ path: String = "new.db", name: String = "City", zone: String = "Asia/Riyadh", code: String = "CITY",
            weekend: String = "fri", _ status: Int32, _ words: [String]
        ) throws {
            try city.refuses(
                [
                    "init", path, "--name-ar", "أمانة", "--name-en", name, "--time-zone", zone, "--code", code,
                    "--weekend", weekend,
                ], status, saying: words)
        }
        try refuses("city.db", 2, ["city.db exists already, and is not overwritten", "choose another path"])
        try refuses(
            "no/new.db", 2, ["no/new.db cannot be made: No such file or directory", "that the folder is there"])
        try refuses(name: " ", 1, ["the name in English is empty", "give the name in English"])
        try refuses(zone: "Asia/Riyad", 1, ["\"Asia/Riyad\" is not a time zone", "such as Asia/Riyadh"])
        try refuses(code: "a b", 1, ["\"a b\" is not a valid code: it holds a space", "codes are ASCII"])
        try refuses(weekend: "fri,sax", 64, ["\"sax\" is not one of mon"])
    }
}
