/// What the writer is told before a transaction that may outgrow its cache, and again after it.
struct LoadSetting {
    let duringLoad: String
    let otherwise: String

    static func all(for journalMode: JournalMode) -> [LoadSetting] {
        journalMode == .truncate ? [spill] + memory : memory
    }

    /// A transaction that spills its cache locks readers out, so that others may not; a log lets everyone spill.
    private static let spill = LoadSetting(
        duringLoad: "PRAGMA cache_spill = ON", otherwise: "PRAGMA cache_spill = OFF")

    /// SQLite copies every page that a statement with triggers changes, so that the statement can be undone alone. In a
    /// temporary file, which is the default, that took as long as all the rest of a load. No statement of a load may
    /// change so much that its copies would not fit.
    private static let memory = [
        LoadSetting(duringLoad: "PRAGMA temp_store = MEMORY", otherwise: "PRAGMA temp_store = DEFAULT"),
        LoadSetting(duringLoad: "PRAGMA cache_size = -16384", otherwise: "PRAGMA cache_size = -2000"),
    ]
}
