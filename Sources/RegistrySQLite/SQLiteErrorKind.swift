extension SQLiteError {
    /// What kind of failure an error is: SQLite's own, or a condition that this layer names itself.
    ///
    /// A kind never changes its meaning, so that a program can branch on it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// SQLite reported it and the result code says the rest.
        case sqlite
        /// A rule of the schema refused the change: `UNIQUE`, `CHECK`, `FOREIGN KEY`, `NOT NULL`, a trigger.
        case constraint

        // Waiting

        /// A wait inside this process passed its deadline: for a reader, the writer, the gate, or readers to finish.
        case timedOut
        /// Somebody else, most often another program, held SQLite's lock on the file to the deadline.
        case locked
        /// A bulk load kept readers out to their deadline.
        case loadInProgress
        /// The task was cancelled; nothing of its transaction was kept.
        case cancelled
        /// A read passed its time limit while a writer waited, and was ended.
        case readTooLong
        /// A write was asked for inside a read or a write of the same pool by the same thread.
        case nestedWrite
        /// A read was asked for inside a write of the same pool by the same thread.
        case nestedRead
        /// The pool has been closed.
        case closed

        // Transactions

        /// The commit reported an error after which it may or may not be durable.
        case outcomeUnknown
        /// The transaction ended before its closure did: by SQLite after an error, or by the closure itself.
        case transactionLost
        /// A closure tried to begin or end a transaction, or to attach a file, inside the transaction that is kept for it.
        case transactionControl
        /// A savepoint was asked for outside a transaction.
        case noTransaction
        /// A statement that writes was given to a connection that only reads.
        case writeInRead

        // Files

        /// There is no file at the path.
        case missing
        /// There is something at the path already, and it is never overwritten.
        case alreadyExists
        /// The path is a folder.
        case directory
        /// The file holds nothing: no bytes, or a database without any object.
        case empty
        /// The file is not an SQLite database.
        case notADatabase
        /// The file is an SQLite database, but another program's.
        case foreign
        /// The file was made by a newer version of this program.
        case newer
        /// The file is an SQLite database with damaged content.
        case damaged
        /// The file cannot be opened, read or made: permissions, a missing folder, a device's error.
        case cannotOpen
        /// The file, or what it lies on, cannot be written.
        case readOnly
        /// The disk, or the file's own limit, is full.
        case full
        /// The file is in WAL mode, the linked SQLite can corrupt such a file, and the file could not be had alone to
        /// convert it.
        case affectedWAL
        /// The schema is not what the migrations make.
        case drift

        // Values and statements

        /// A TEXT value holds bytes that are not UTF-8.
        case invalidUTF8
        /// A value is of another type than the one asked for, does not fit it, or is NULL where none is allowed.
        case typeMismatch
        /// A value cannot be stored as given: a `Double` that is not a number.
        case invalidValue
        /// There is no such column in the result.
        case columnMissing
        /// More arguments were given than the statement has parameters.
        case tooManyArguments
        /// Fewer arguments were given than the statement has parameters.
        case tooFewArguments
        /// One statement was asked for, and the text holds none, several, or a NUL.
        case notOneStatement
    }
}
