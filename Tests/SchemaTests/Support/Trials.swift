import Foundation

/// Runs attempts in one shell, each in its own savepoint.
enum Trials {
    /// Runs attempts in the seeded city as it is.
    static func run(
        _ attempts: [Attempt], pragmas: [Pragmas] = Pragmas.allCases, clauses: Set<String>? = nil
    ) throws -> [Trial] {
        try run(attempts, in: ".restore '\(try SeededCity.file())'\n", pragmas: pragmas, clauses: clauses)
    }

    /// Runs attempts in a city that a script makes.
    ///
    /// - Parameter clauses: the forms to run; all unless given.
    static func run(
        _ attempts: [Attempt], in city: String, pragmas: [Pragmas], clauses: Set<String>? = nil
    ) throws -> [Trial] {
        try Dictionary(grouping: attempts, by: \.preparation).flatMap {
            try runTogether($0.value, in: city + $0.key + "\n", pragmas: pragmas, clauses: clauses)
        }
    }

    private static func runTogether(
        _ attempts: [Attempt], in city: String, pragmas: [Pragmas], clauses: Set<String>?
    ) throws -> [Trial] {
        var script = Script(city)
        var trials: [Trial] = []
        for table in Set(attempts.map(\.table)).sorted() {
            script.add("CREATE TEMP TABLE seen_\(table) AS SELECT * FROM \(table) WHERE 0;")
        }
        for pragma in pragmas {
            script.add(pragma.rawValue)
            script.add("BEGIN;")
            for attempt in attempts where attempt.isThorough || pragma == pragmas.first {
                for (clause, statement) in attempt.variants where clauses?.contains(clause) ?? true {
                    let number = trials.count
                    trials.append(Trial(attempt: attempt, clause: clause, pragmas: pragma))
                    script.add("SAVEPOINT attempt;", .setup(number))
                    for line in attempt.setup { script.add(line + ";", .setup(number)) }
                    script.add("SELECT \(number), \(attempt.probe);", .setup(number))
                    script.add(statement + ";", .statement(number))
                    script.add("SELECT \(number), \(attempt.probe);", .setup(number))
                    script.add("ROLLBACK TO attempt; RELEASE attempt;", .setup(number))
                }
            }
            script.add("ROLLBACK;")
        }
        let outcome = try Shell.run(script.text)
        for error in errors(outcome.errors) {
            switch script.places[error.line] {
            case .setup(let number): trials[number].setupErrors.append(error.message)
            case .statement(let number): trials[number].message = error.message
            case nil: throw SeededCity.Broken(text: "line \(error.line): \(error.message)")
            }
        }
        for line in outcome.lines {
            let parts = line.split(separator: "|")
            guard parts.count == 2, let number = Int(parts[0]), trials.indices.contains(number) else { continue }
            trials[number].probes.append(String(parts[1]))
        }
        return trials
    }

    /// `Runtime error near line 7: request: …` in the shell's words.
    private static func errors(_ text: String) -> [(line: Int, message: String)] {
        var found: [(line: Int, message: String)] = []
        for line in text.split(separator: "\n") {
            if let start = line.range(of: " error near line "),
                let colon = line[start.upperBound...].firstIndex(of: ":"),
                let number = Int(line[start.upperBound..<colon])
            {
                found.append((number, String(line[colon...].dropFirst(2))))
            } else if let last = found.indices.last {
                found[last].message += " " + line
            }
        }
        return found.map { ($0.line, singleSpaced($0.message.replacing(#/\ \(\d+\)$/#, with: ""))) }
    }

    /// Who is at a line of the script.
    private enum Place {
        case setup(Int)
        case statement(Int)
    }

    /// A program for the shell that knows what stands on which line.
    private struct Script {
        private(set) var text: String
        private(set) var places: [Int: Place] = [:]
        private var line: Int

        init(_ start: String) {
            text = start
            line = start.utf8.count { $0 == 0x0A } + 1
        }

        mutating func add(_ statement: String, _ place: Place? = nil) {
            text += statement.replacing("\n", with: " ") + "\n"
            places[line] = place
            line += 1
        }
    }
}
