extension Connection {
    /// The same connection under another name, for a value that wraps it and is itself only lent.
    package func lentOn() -> Connection { Connection(handle) }
}
