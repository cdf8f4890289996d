import CSQLite

/// How a database file keeps a transaction safe until it is done.
///
/// SQLite 3.7.0 to 3.51.2, but for 3.44.6 and later of its branch and 3.50.7 and later of its branch, can corrupt a file
/// in WAL mode when a commit meets a checkpoint.
public enum JournalMode: String, Sendable, Hashable, CaseIterable {
    /// WAL where the linked SQLite is free of that defect, TRUNCATE elsewhere; an existing file keeps what it has, unless
    /// it is in WAL mode and the linked SQLite is not free of it: then it is converted.
    case automatic
    /// A rollback journal, truncated at each commit.
    case truncate
    /// A write-ahead log. Where the linked SQLite has the defect, checkpoints are made only under the write gate.
    case wal
}

extension JournalMode {
    /// Whether the linked SQLite can corrupt a WAL file.
    static var isWALAffected: Bool { isWALAffected(version: sqlite3_libversion_number()) }

    static func isWALAffected(version: Int32) -> Bool {
        switch version {
        case ..<3_007_000: false
        case 3_044_006..<3_045_000, 3_050_007..<3_051_000: false
        default: version < 3_051_003
        }
    }

    /// What a new file is made with: never `automatic`.
    var forNewFile: JournalMode {
        self == .automatic ? (JournalMode.isWALAffected ? .truncate : .wal) : self
    }
}
