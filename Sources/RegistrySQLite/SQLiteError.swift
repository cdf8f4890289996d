import CSQLite

/// Why a call to the database failed: SQLite's own code and message, the statement, and the place in it.
///
/// Bound values are personal data more often than not, so an error carries none unless the pool was configured with
/// `valuesInErrors`.
///
/// ```swift
/// } catch let error as SQLiteError where error.kind == .constraint {
///     print(error.name)       // SQLITE_CONSTRAINT_UNIQUE
///     print(error.message)    // UNIQUE constraint failed: office.code
/// }
/// ```
public struct SQLiteError: Error, Sendable, Hashable {
    /// What kind of failure it is; stable, to branch on.
    public let kind: Kind
    /// SQLite's extended result code, 0 (`SQLITE_OK`) where SQLite itself reported nothing.
    public let extendedCode: Int32
    /// What went wrong, for people.
    public let message: String
    /// The statement that failed, as it was written, with its parameters unfilled.
    public let sql: String?
    /// The byte offset into `sql` of the token at fault, where SQLite knows it.
    public let offset: Int?
    /// The values bound to the statement, in order; nil unless they were asked for.
    public let values: [SQLiteValue]?

    /// SQLite's primary result code: the low eight bits of `extendedCode`.
    public var code: Int32 { extendedCode & 0xFF }

    /// The symbolic name of the extended code: `SQLITE_CONSTRAINT_UNIQUE`, `SQLITE_BUSY`.
    public var name: String { SQLiteResultCode.name(of: extendedCode) }

    /// An error of the given kind.
    package init(
        _ kind: Kind, _ message: String, extendedCode: Int32 = 0, sql: String? = nil, offset: Int? = nil,
        values: [SQLiteValue]? = nil
    ) {
        self.kind = kind
        self.message = message
        self.extendedCode = extendedCode
        self.sql = sql
        self.offset = offset
        self.values = values
    }

    /// The same failure under another kind and with a message of this layer before SQLite's.
    func renamed(_ kind: Kind, _ message: String? = nil) -> SQLiteError {
        let text = message.map { extendedCode == 0 ? $0 : "\($0): \(self.message)" }
        return SQLiteError(
            kind, text ?? self.message, extendedCode: extendedCode, sql: sql, offset: offset, values: values)
    }
}

extension SQLiteError: CustomStringConvertible {
    /// One line: the code's name or the kind, the message, the statement and the place in it.
    public var description: String {
        var text = extendedCode == 0 ? kind.rawValue : "\(name) (\(extendedCode))"
        text += ": \(message)"
        if let sql {
            text += " - while executing \"\(sql)\""
            if let offset { text += " at byte \(offset)" }
        }
        if let values { text += " with [\(values.map(\.description).joined(separator: ", "))]" }
        return text
    }
}
