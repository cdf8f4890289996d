import Foundation
import Testing

/// A small city, made by the tool from CSV files: two municipalities, two services, three channels.
struct SmallCity {
    /// The tool, in a folder that holds `city.db` and nothing else.
    let tool: Tool

    /// A copy of the city; it is made once.
    init() throws {
        tool = try Tool()
        try FileManager.default.copyItem(
            at: SmallCity.made.get().folder.appendingPathComponent("city.db"),
            to: tool.folder.appendingPathComponent("city.db"))
    }

    private static let made = Result { try SmallCity(zone: "Asia/Riyadh").tool }

    /// A city of its own in a time zone, of which nothing but the authority is known.
    init(empty zone: String) throws {
        tool = try Tool()
        try tool.expect(
            "init", "city.db", "--name-ar", "أمانة", "--name-en", "City", "--code", "CITY", "--time-zone", zone)
    }

    /// A city of its own, in a time zone.
    init(zone: String) throws {
        try self.init(empty: zone)
        try take("offices", "code,name_en\nWAJH,Al Wajh\nUMLUJ,Umluj\n")
        try take("services", "code,name_ar,name_en\npermit,رخصة بناء,Building permit\nshop,رخصة محل,Shop licence\n")
        try take("channels", "code,name_en,mode\nbalady,Balady,digital\ncounter,Counter,in_person\nold,Fax,internal\n")
    }

    /// Imports a text that must be taken.
    @discardableResult
    func take(
        _ kind: String, _ text: String, _ options: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Tool.Outcome {
        try tool.write(text, to: "taken.csv")
        defer { try? FileManager.default.removeItem(at: tool.folder.appendingPathComponent("taken.csv")) }
        return try tool.expect(
            ["import", kind, "taken.csv", "--into", "city.db"] + options, sourceLocation: sourceLocation)
    }

    /// The text of a file in the city's folder.
    func text(_ name: String) throws -> String {
        try String(contentsOf: tool.folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// The city's content as SQL, and the files beside it: what a refused command must leave as it was.
    ///
    /// The write gate does not count, nor a journal with nothing in it: that is how SQLite ends a transaction.
    func state() throws -> String {
        let files = try FileManager.default.contentsOfDirectory(atPath: tool.folder.path).filter { name in
            let path = tool.folder.appendingPathComponent(name).path
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return !(["city.db-gate", "city.db-journal"].contains(name) && size == 0)
        }
        return files.sorted().joined(separator: "\n") + "\n" + (try tool.sqlite("city.db", ".dump").output)
    }

    /// Runs a command that must be refused with an exit code and certain words, and must leave everything as it was.
    ///
    /// - Returns: what it printed.
    @discardableResult
    func refuses(
        _ words: [String], _ status: Int32 = 1, saying texts: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let before = try state()
        let outcome = try tool.municipal(words)
        let said = outcome.output + outcome.error
        #expect(outcome.status == status, "\(words)\n\(said)", sourceLocation: sourceLocation)
        for text in texts {
            #expect(said.contains(text), "no \(text.debugDescription) in:\n\(said)", sourceLocation: sourceLocation)
        }
        #expect(try state() == before, "\(words) left something behind", sourceLocation: sourceLocation)
        return said
    }

    /// Imports bytes that must be refused.
    @discardableResult
    func refuses(
        _ kind: String, _ bytes: some Sequence<UInt8>, _ options: [String] = [], saying texts: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        try Data(bytes).write(to: tool.folder.appendingPathComponent("file.csv"))
        return try refuses(
            ["import", kind, "file.csv", "--into", "city.db"] + options, saying: texts, sourceLocation: sourceLocation)
    }
}
