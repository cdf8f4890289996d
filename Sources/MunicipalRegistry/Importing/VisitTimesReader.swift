/// Reads when somebody came, was called, was served and left.
struct VisitTimesReader {
    private(set) var visited = DayText()
    private(set) var arrived = DayText()
    private(set) var called = DayText()
    private(set) var served = DayText()
    private(set) var left = DayText()
    private var moments: MomentReader

    init(_ zone: ZoneTable) {
        moments = MomentReader(zone)
    }

    /// Whether a row tells when somebody arrived, in a column of its own or with the day of the visit.
    func saysArrived(_ row: ImportRow) -> Bool { row.has(.arrived) || !arrived.moment.isEmpty }

    /// Reads the times of a row: moments, or times of the visit's day such as `09:12`.
    mutating func read(_ row: ImportRow) throws {
        let hasDay = try moments.read(.visited, of: row, into: &visited)
        let hasArrived = try time(.arrived, of: row, into: \.arrived, onDayOfVisit: hasDay)
        if !hasDay {
            guard hasArrived else {
                throw RowRefusal(
                    row.has(.visited) ? .visited : .arrived, .invalidDay, "the day of the visit is missing",
                    remedy: "write YYYY-MM-DD, or the moment of arrival")
            }
            visited = arrived
        } else if !hasArrived {
            // A moment in the column of the day is when somebody came.
            arrived = visited
        } else if arrived.day != visited.day {
            throw RowRefusal(
                .arrived, .wrongOrder,
                "the arrival \(arrived.momentString ?? "") is not on the day of the visit, "
                    + visited.dayString, remedy: "correct one of the two")
        }
        try readRest(of: row, hasArrived: !arrived.moment.isEmpty)
    }

    /// Reads the times of a row whose visit is known to be on a day.
    mutating func read(_ row: ImportRow, on day: DayText) throws {
        visited = day
        let hasArrived = try time(.arrived, of: row, into: \.arrived, onDayOfVisit: true)
        if hasArrived, arrived.day != day.day {
            throw RowRefusal(
                .arrived, .wrongOrder,
                "the arrival \(arrived.momentString ?? "") is not on the day of the appointment, "
                    + day.dayString, remedy: "correct one of the two")
        }
        try readRest(of: row, hasArrived: hasArrived)
    }

    private mutating func readRest(of row: ImportRow, hasArrived: Bool) throws {
        let hasCalled = try time(.called, of: row, into: \.called, onDayOfVisit: true)
        let hasServed = try time(.served, of: row, into: \.served, onDayOfVisit: true)
        let hasLeft = try time(.left, of: row, into: \.left, onDayOfVisit: true)
        let order: [(ImportColumn, Bool, DayText)] = [
            (.arrived, hasArrived, arrived), (.called, hasCalled, called), (.served, hasServed, served),
            (.left, hasLeft, left),
        ]
        let given = order.filter(\.1)
        for (earlier, later) in zip(given, given.dropFirst()) where later.2.isBefore(earlier.2) {
            throw RowRefusal(
                later.0, .wrongOrder,
                "\(later.0.name) \(later.2.momentString ?? "") comes before \(earlier.0.name) \(earlier.2.momentString ?? "")",
                remedy: "correct one of the two")
        }
        for (column, _, moment) in given where !(0...1).contains(moment.dayNumber - visited.dayNumber) {
            let side = moment.dayNumber < visited.dayNumber ? "before the day of the visit" : "days after the visit"
            throw RowRefusal(
                column, .wrongOrder, "\(column.name) \(moment.momentString ?? "") is \(side)",
                remedy: "correct one of the two")
        }
    }

    /// Reads a moment, or a time of the visit's day; false where there is none.
    private mutating func time(
        _ column: ImportColumn, of row: ImportRow, into path: WritableKeyPath<VisitTimesReader, DayText>,
        onDayOfVisit hasDay: Bool
    ) throws -> Bool {
        var result = self[keyPath: path]
        defer { self[keyPath: path] = result }
        let isTimeAlone = row.withBytes(column) { bytes in
            (bytes.count == 5 || bytes.count == 8) && bytes[2] == UInt8(ascii: ":")
        }
        guard isTimeAlone, hasDay else {
            guard try moments.read(column, of: row, into: &result) else { return false }
            guard result.instant != nil else {
                throw RowRefusal(
                    column, .invalidTimestamp, "\(row.text(column).quoted) has no time of day",
                    remedy: "write a moment, such as 2024-03-01T09:12, or the time alone, 09:12")
            }
            return true
        }
        do {
            try moments.read("\(visited.dayString)T\(row.text(column))", into: &result)
        } catch {
            throw RowRefusal(column, error)
        }
        return true
    }
}
