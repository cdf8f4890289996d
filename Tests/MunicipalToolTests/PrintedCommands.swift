import ArgumentParser
import Foundation
import Testing

@testable import municipal

/// The commands that the tool prints for people to run: in remedies, in reports, in its help.
enum PrintedCommands {
    /// The command lines in a text: from `municipal ` to the end of the line, or to what closes them in running text.
    static func commands(in text: String) -> [String] {
        text.split(separator: "\n").flatMap { line -> [String] in
            line.components(separatedBy: "municipal ").enumerated().dropFirst().compactMap { index, rest in
                let before = line.components(separatedBy: "municipal ")[index - 1]
                guard rest.first?.isLetter == true, rest.first?.isLowercase == true, isWord(before) else { return nil }
                return command(from: rest)
            }
        }
    }

    /// Whether what is before `municipal ` ends there as a word does, and is no path or sentence that names the tool.
    private static func isWord(_ before: String) -> Bool {
        guard let last = before.last else { return true }
        return !last.isLetter && !"-_/.".contains(last)
    }

    private static func command(from rest: String) -> String {
        var command = ""
        var quote: Character?
        for letter in rest {
            if letter == quote {
                quote = nil
            } else if quote == nil, letter == "\"" || letter == "'" {
                // Behind a word, it is the end of a JSON text.
                guard let last = command.last, " =\\'".contains(last) else { break }
                quote = letter
            } else if quote == nil, "`);،؛|\u{2069}".contains(letter) {
                break
            }
            command.append(letter)
        }
        return command
    }

    /// The words of a command line, as a shell divides them.
    static func words(of command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for letter in command {
            if letter == quote {
                quote = nil
            } else if quote == nil, letter == "\"" || letter == "'" {
                quote = letter
                word = word ?? ""
            } else if quote == nil, letter == " " {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    /// The names of the commands.
    static let names = Municipal.configuration.subcommands.compactMap { $0.configuration.commandName }

    /// Why a command would not be understood; nil where it would. What stands for one's own is filled in.
    static func fault(of command: String) -> String? {
        let words = words(of: command).map { $0 == "NUMBER" ? "1" : $0 }
        if words.count == 1, let name = words.first {
            return names.contains(name) ? nil : "there is no command \(name)"
        }
        do {
            _ = try Municipal.parseAsRoot(words)
            return nil
        } catch {
            return Municipal.exitCode(for: error).isSuccess ? nil : Municipal.message(for: error)
        }
    }
}
