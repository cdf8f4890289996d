extension RegistryError {
    /// The kinds of failure, by stable name.
    public enum Code: String, Sendable, CaseIterable {
        // Values
        /// A text is not a day of the Gregorian calendar from 1900 on.
        case invalidDay
        /// A text is not a moment, or its offset is not the city's.
        case invalidTimestamp
        /// A text is not a period.
        case invalidPeriod
        /// A text is not a whole number of zero or more.
        case invalidCount
        /// A number is too large to be counted with.
        case overflow
        /// A text is not a code: 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
        case invalidCode

        // Time zones
        /// A time zone is not known by that name, or is not usable over the days asked for.
        case invalidTimeZone
        /// A local time that the city's clocks jumped over.
        case localTimeSkipped
        /// A local time that the city's clocks showed twice.
        case localTimeRepeated
        /// A moment outside the days for which the city's time zone was read.
        case outsideTimeZone

        // CSV
        /// A CSV text breaks the rules of RFC 4180: a quote that is not closed or stands in the wrong place, a NUL.
        case malformedCSV
        /// A file is not in the encoding it was read in.
        case invalidEncoding
        /// A CSV field is longer than the limit.
        case fieldTooLong
        /// A CSV row has more or fewer fields than its header.
        case raggedRow
        /// A CSV header has an empty, repeated or missing column.
        case invalidHeader
        /// A file could not be opened or read.
        case unreadableFile
        /// A file could not be written.
        case unwritableFile

        // Import and export
        /// Rows of a file were refused, so that nothing of it was imported; the error's `importReport` names them.
        case rowsRejected
        /// A value is not one of the words that its column knows.
        case unknownWord
        /// No import has that number, or it is not one that can be undone.
        case unknownImport
        /// Later changes stand on what an import wrote.
        case laterChange
        /// No kind of record, table or view has that name.
        case unknownName

        // The file
        /// There is no file at the path; nothing was created.
        case fileMissing
        /// There is something at the path already.
        case alreadyExists
        /// The path is a folder.
        case isDirectory
        /// The file holds nothing.
        case fileEmpty
        /// The file is not an SQLite database.
        case notADatabase
        /// The file is another program's database.
        case foreign
        /// The file was made by a newer version of this library.
        case newer
        /// The file's content is damaged.
        case damaged
        /// The file's schema is not what the migrations make.
        case drift
        /// The schema is there, but not the authority's row.
        case notInitialised
        /// The file cannot be opened, read or made.
        case cannotOpen
        /// The file, or this access to it, cannot be written.
        case readOnly
        /// The disk, or the file's own limit, is full.
        case diskFull
        /// The file is in WAL mode, which the linked SQLite can corrupt.
        case affectedWAL

        // Waiting
        /// Somebody else held the file to the deadline.
        case locked
        /// The task was cancelled; nothing of its transaction was kept.
        case cancelled
        /// A read lasted too long while a writer waited.
        case readTooLong
        /// A write inside a read or another write of the same registry.
        case nestedAccess
        /// The registry has been closed.
        case registryClosed
        /// The commit reported an error after which it may or may not be durable.
        case outcomeUnknown

        // Rules
        /// A rule of the schema refused the change; the message says which.
        case ruleBroken
        /// A code, alias or name that no catalogue row has.
        case unknownCode
        /// A code that another row has.
        case duplicateCode
        /// A reference that another record of the same source has, with other content.
        case duplicateReference
        /// A name that several catalogue rows share.
        case ambiguousName
        /// A value that the schema cannot hold: empty, too long, with a NUL.
        case invalidValue
        /// A text that is not a beneficiary's token: too short, of other letters, or a number of a person.
        case invalidToken
        /// What a token is to be made from has neither digits nor letters, or something else among them.
        case invalidIdentifier
        /// A key for tokens that is too short, or not random.
        case weakKey
        /// A text that is not UTF-8, or holds a NUL.
        case invalidText
        /// A record that no row has the id or the reference of.
        case unknownRecord
        /// A day off that is there already.
        case duplicateDay
        /// An office would be its own ancestor on some day.
        case circularTree
        /// An office or a service would follow itself.
        case circularSuccession
        /// A service was not open on a channel on that day.
        case channelNotOpen
        /// A service is open on a channel already on some of the days.
        case stretchOverlaps
        /// A channel's mode is fixed once something uses it.
        case channelInUse
        /// Something ends before it starts, or is closed before it was submitted.
        case wrongOrder
        /// A step that the record's state does not allow.
        case illegalStep
        /// A record lies inside a counted total.
        case insideTotal
        /// A counted total crosses another, or has the same box.
        case totalOverlaps
        /// Records lie inside a counted total.
        case totalOverRecords
        /// The parts of a total exceed it.
        case partsExceedWhole
        /// Coverage is stated already for some of the days.
        case coverageOverlaps

        // Appointments
        /// Opening hours are stated already for some of the time.
        case hoursOverlap
        /// A desk has a slot already at some of the time, or an office one of the same service, mode and start.
        case slotOverlaps
        /// A slot on a holiday, or while its office is closed, that was not asked for as such.
        case dayOff
        /// An office is not open, or a service is not offered there, on that day or in that slot.
        case notOffered
        /// A slot in which appointments were booked keeps its place and time, and room for them.
        case slotInUse
        /// A slot has no room left.
        case slotFull
        /// A slot was closed to further bookings.
        case slotClosed
        /// A slot has begun, wants more notice, or may not be booked yet.
        case outsideBookingWindow
        /// A beneficiary has another appointment at some of the time.
        case doubleBooking

        // Figures
        /// The two periods of a comparison are not covered alike.
        case notComparable
        /// Visits are compared or mixed with visitors.
        case mixedUnits
        /// A scope names nothing that can be counted.
        case emptyScope
        /// A scope or a breakdown that the measure does not have, as visits have no channel.
        case invalidScope
        /// The two periods of a comparison have days in common.
        case overlappingPeriods

        /// A figure that has no number, or whose percentage has nothing to divide by.
        case undefinedFigure
        /// A published figure that another one replaces already.
        case alreadyReplaced

        // Queries
        /// A query of the caller's own is wrong, or its result is read as what it is not.
        case invalidQuery
        /// Something else failed; the cause says what.
        case failed
    }
}
