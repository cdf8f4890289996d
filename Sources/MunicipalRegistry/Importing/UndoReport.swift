/// What the undoing of an import did.
public struct UndoReport: Sendable, Hashable {
    /// The import that was undone.
    public let importID: Int64
    /// The batch that undid it.
    public let undoneBy: Int64
    /// The records removed: those that the import had added.
    public let rowsRemoved: Int
    /// The records restored: those that it had changed or removed.
    public let rowsRestored: Int
}
