import RegistrySQLite

extension Registry {
    /// The number of the newest migration that this library knows.
    public static var schemaVersion: Int { Schema.migrator.newestVersion }

    /// The version of the SQLite that this program is linked with: `3.40.1`.
    public static var sqliteVersion: String { LinkedSQLite.version }

    /// Copies the registry to a new file while others go on reading and writing; never overwrites one.
    ///
    /// - Parameters:
    ///   - path: the copy to make.
    ///   - progress: told how many pages are copied, of how many.
    /// - Throws: `alreadyExists`, `diskFull`, `cannotOpen`, `damaged`, `locked`.
    public func backup(
        to path: String, progress: ((_ done: Int, _ total: Int) -> Void)? = nil
    ) throws(RegistryError) {
        do { try pool.backup(to: path, progress: progress) } catch { throw RegistryError(error, at: path) }
    }

    /// Copies the registry to a new file without blocking the caller's thread; cancelled, it leaves nothing behind.
    ///
    /// - Throws: as the synchronous form, and `cancelled`.
    public func backup(
        to path: String, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) async throws(RegistryError) {
        do {
            try await pool.backup(to: path, progress: progress)
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }
}
