/// The open connections of a pool: the writer, and the readers that nobody uses at the moment.
final class Connections: @unchecked Sendable {
    private let file: DatabaseFile
    private let monitor: Monitor

    // Guarded by the monitor.
    private var writerHandle: ConnectionHandle?
    private var idleReaders: [ConnectionHandle] = []
    private var isClosed = false

    init(file: DatabaseFile, monitor: Monitor, first: ConnectionHandle, readOnly: Bool) {
        self.file = file
        self.monitor = monitor
        if readOnly { idleReaders = [first] } else { writerHandle = first }
    }

    /// The connection that writes; the scheduler sees to it that one access at a time has it.
    var writer: ConnectionHandle? { monitor.locked { writerHandle } }

    /// A connection that reads; opened where none is idle. There are never more than the scheduler has places.
    func takeReader(_ access: Access) throws(SQLiteError) -> ConnectionHandle {
        // The last used first: its cache is warm.
        if let idle = monitor.locked({ idleReaders.popLast() }) { return idle }
        return try file.openReader(access)
    }

    /// One more connection, for a backup; not counted among the readers.
    func openSource(_ access: Access) throws(SQLiteError) -> ConnectionHandle {
        try file.openReader(access)
    }

    func giveBack(_ reader: ConnectionHandle) {
        monitor.locked {
            if !isClosed { idleReaders.append(reader) }
        }
    }

    /// Closes them; nobody is inside any more.
    func closeAll() {
        let (writer, readers) = monitor.locked {
            let all = (writerHandle, idleReaders)
            isClosed = true
            writerHandle = nil
            idleReaders = []
            return all
        }
        // Outside the monitor: closing may write.
        _ = (writer, readers)
    }
}
