import CMigrations
package import RegistrySQLite

extension Migration {
    /// The files of the folder Migrations, the oldest first: the schema's only source.
    package static let all: [Migration] = (0..<municipal_migration_count()).map { index in
        let file = municipal_migration_at(index)
        return Migration(
            version: Int(file.version), name: String(cString: file.file_name),
            sql: [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count)))
    }
}
