import Foundation
import SystemSQLite

/// What went wrong, in a sentence.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// A folder of its own, removed at the end.
final class WorkFolder {
    let path: String

    init() throws {
        let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        path = "\(parent)/municipal-booking-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// Times in microseconds.
struct Times {
    private let sorted: [Double]

    init(_ microseconds: [Double]) {
        sorted = microseconds.sorted()
    }

    var count: Int { sorted.count }
    var least: Double { sorted.first ?? .nan }
    var most: Double { sorted.last ?? .nan }
    var median: Double { percentile(50) }

    /// By nearest rank: the smallest that so many percent do not exceed.
    func percentile(_ percent: Int) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }
}

extension Double {
    /// Microseconds as milliseconds.
    var milliseconds: String { String(format: "%.2f ms", self / 1_000) }
    var ratio: String { String(format: "%.2f", self) }
}

/// The machine, in a line.
func machine() -> String {
    let about = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model =
        about.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
    #if compiler(>=6.3)
        let compiler = "Swift 6.3 or later"
    #else
        let compiler = "Swift before 6.3"
    #endif
    return [
        "\(ProcessInfo.processInfo.activeProcessorCount) cores of \(model.drop { $0 == " " })",
        ProcessInfo.processInfo.operatingSystemVersionString, compiler,
        "SQLite \(String(cString: sqlite3_libversion()))",
    ].joined(separator: "; ")
}

/// The microseconds that a piece of work takes.
func measured(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / .microseconds(1)
}
