import Foundation
public import MunicipalRegistry

extension Registry {
    /// A new registry in a temporary folder of its own, with a clock that stands still; for tests.
    ///
    /// An in-memory database belongs to one connection, so this is a file, removed by ``TemporaryRegistry``.
    ///
    /// - Parameters:
    ///   - now: the moment that every call takes for "now", such as `2024-07-01T08:00:00+03:00`.
    ///   - authority: whose registry it is.
    public static func temporary(
        now: String = "2024-07-01T08:00:00+03:00", authority: Authority = .example
    ) throws -> TemporaryRegistry {
        try TemporaryRegistry(now: Timestamp(now), authority: authority)
    }
}

extension Authority {
    /// An authority for tests: Tabuk Region Municipality.
    public static let example = Authority(
        code: "TABUK", nameArabic: "أمانة منطقة تبوك", nameEnglish: "Tabuk Region Municipality")
}

/// A registry in a temporary folder, which goes when this value goes.
public final class TemporaryRegistry: Sendable {
    /// The registry.
    public let registry: Registry
    /// The clock that the registry goes by.
    public let clock: SteadyClock
    /// The folder, for files that a test makes beside it.
    public let folder: String

    init(now: Timestamp, authority: Authority) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "municipal-registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = SteadyClock(now)
        self.folder = folder.path
        self.clock = clock
        self.registry = try Registry.create(
            at: folder.appendingPathComponent("city.db").path, for: authority,
            options: Registry.Options(now: { clock.instant }))
    }

    deinit {
        try? registry.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
