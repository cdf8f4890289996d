import ArgumentParser
import Foundation
import MunicipalRegistry
import Testing

@testable import municipal

/// What a message tells somebody to type, they can type. Every run of the tool in these tests is looked at too.
@Suite("Commands that are printed")
struct PrintedCommandTests {
    @Test("Commands are found in running text, and one that is not understood is found out")
    func found() {
        let text =
            "cover it: municipal cover a.db --measure visits; else `municipal doctor 'my a.db'` (municipal demo .), or"
        #expect(
            PrintedCommands.commands(in: text) == [
                "cover a.db --measure visits", "doctor 'my a.db'", "demo .",
            ])
        #expect(PrintedCommands.words(of: "doctor 'my a.db' --json") == ["doctor", "my a.db", "--json"])
        #expect(PrintedCommands.fault(of: "doctor 'my a.db'") == nil)
        #expect(PrintedCommands.fault(of: "doctor") == nil)
        #expect(PrintedCommands.fault(of: "doctor REGISTRY --mend") != nil)
        #expect(PrintedCommands.fault(of: "repair") != nil)
        #expect(PrintedCommands.fault(of: "cover REGISTRY --measure visits") != nil)
        #expect(PrintedCommands.fault(of: "import requests FILE.csv --into REGISTRY --replace") == nil)
    }

    /// Every command, also those below another.
    private static func all(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap { all($0) }
    }

    @Test("Every example in the help is understood")
    func examples() {
        let commands = Self.all(Municipal.self)
        #expect(commands.count > 30)
        for command in commands {
            let discussion = command.configuration.discussion
            if command.configuration.subcommands.isEmpty {
                #expect(discussion.contains("Example: municipal "), "\(command) has no example")
            }
            for example in PrintedCommands.commands(in: discussion) {
                #expect(PrintedCommands.fault(of: example) == nil, "\(command): \(example)")
            }
        }
    }

    /// The texts in double quotes of the sources, joined where they are added up, what is put into them replaced.
    private static func literals() throws -> [(file: String, text: String)] {
        let sources = Tool.package.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var found: [(String, String)] = []
        for case let url as URL in files where url.pathExtension == "swift" {
            let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
                .map { $0.drop { $0 == " " } }
                .filter { !$0.hasPrefix("//") && !$0.contains("Example: municipal ") }
            let text = lines.joined(separator: "\n")
                .replacing(/\"\s*\+ \"/, with: "")
                .replacing(/\\\((?:[^()]|\([^()]*\))*kind\.rawValue\)/, with: "requests")
                .replacing(/\\\((?:[^()]|\([^()]*\))*measure\.rawValue\)/, with: "visits")
                .replacing(/\\\((?:[^()\"]|\((?:[^()]|\([^()]*\))*\))*\)/, with: "1")
            for match in text.matches(of: /\"((?:[^\"\\\n]|\\.)*)\"/) {
                found.append((url.lastPathComponent, String(match.1).replacing("\\\"", with: "\"")))
            }
        }
        return found
    }

    @Test("Every command in a text of the sources is understood, and what is in backquotes is a command or an option")
    func sources() throws {
        let literals = try Self.literals()
        var commands = 0
        for (file, text) in literals {
            // That command is put together of several texts; reports that print it are looked at as they come.
            for command in PrintedCommands.commands(in: text) where file != "CoverageGap.swift" {
                commands += 1
                #expect(PrintedCommands.fault(of: command) == nil, "\(file): \(command)")
            }
            for part in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            where part.offset % 2 == 1 {
                let name = part.element.split(separator: " ").first ?? ""
                let isKnown =
                    name == "municipal" || name.hasPrefix("--") || PrintedCommands.names.contains(String(name))
                // One that is put in was a command before.
                #expect(isKnown || part.element == "1", "\(file): `\(part.element)` in \(text)")
            }
        }
        #expect(commands >= 20, "only \(commands) were found")
    }

    @Test("No kind of failure says in its remedy what is called in Swift")
    func remedies() throws {
        for (file, text) in try Self.literals() where text.contains(" ") && !text.contains("SELECT") {
            for word in ["waitLimit", "maximumReadDuration", "onDayOff", "replacing: true", "(ofOffice:"] {
                #expect(!text.contains(word) || file == "RegistryErrorTranslation.swift", "\(file): \(text)")
            }
        }
    }
}
