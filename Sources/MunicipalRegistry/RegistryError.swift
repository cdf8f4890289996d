/// What went wrong, where, and what to do about it.
///
/// Every failing call of the library throws this type. `code` is stable: a server can map it to a status, a script can
/// branch on it. The texts are for people and may change.
///
/// ```swift
/// do {
///     try registry.write { city in try city.add(office) }
/// } catch let error as RegistryError where error.code == .duplicateCode {
///     // …
/// }
/// ```
public struct RegistryError: Error, Sendable {
    /// What kind of failure this is; stable across releases.
    public let code: Code
    /// What is wrong, with the value that was given.
    public let what: String
    /// Where: a record, a file and its line, a column; nil where the call itself says it.
    public let place: String?
    /// What to do about it; nil where nothing more can be said.
    public let remedy: String?
    /// The error underneath, most often SQLite's.
    public let cause: (any Error)?

    /// An error of the given kind.
    public init(
        _ code: Code, _ what: String, at place: String? = nil, remedy: String? = nil, cause: (any Error)? = nil
    ) {
        self.code = code
        self.what = what
        self.place = place
        self.remedy = remedy
        self.cause = cause
    }
}

extension RegistryError: CustomStringConvertible {
    /// One line: place, what, remedy.
    public var description: String {
        var text = place.map { "\($0): \(what)" } ?? what
        if let remedy { text += " (\(remedy))" }
        return text
    }
}
