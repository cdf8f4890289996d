import RegistrySQLite

/// What making slots from opening hours came to.
public struct OpenedSlots: Sendable, Hashable {
    /// Slots that were left out, of the same hours and day.
    public struct LeftOut: Sendable, Hashable {
        /// Why.
        public enum Reason: String, Sendable, Hashable, CaseIterable, Codable {
            /// A slot has the time already.
            case there
            /// The day is a holiday.
            case holiday
            /// The office is closed on that day.
            case closure
            /// The office is not open yet, or no longer.
            case officeNotOpen = "office not open"
            /// The service is not offered yet, or no longer.
            case serviceNotOffered = "service not offered"
            /// The hour does not exist on that day, or the clock changes in the slot's midst.
            case clockChange = "clock change"
        }

        /// The hours.
        public let hours: OpeningHours
        /// The day.
        public let day: CivilDate
        /// How many slots.
        public let count: Int
        /// Why.
        public let reason: Reason
    }

    /// Time at the end of hours that is too short for one more slot.
    public struct Remainder: Sendable, Hashable {
        /// The hours.
        public let hours: OpeningHours
        /// How many minutes.
        public let minutes: Int
    }

    /// How many were made.
    public let made: Int
    /// What was left out, by office, day and hours.
    public let leftOut: [LeftOut]
    /// The hours of these days whose length is no multiple of their slots', each once.
    public let remainders: [Remainder]
}

extension RegistryAccess where Rights == ReadWrite {
    /// Makes the slots that opening hours give for some days; what is there already stays as it is.
    ///
    /// Days that have passed get theirs, too: whoever records what was, says what was offered.
    ///
    /// Hours are wall-clock hours: 09:00 stays 09:00 after the clock changes. An hour that does not exist on a day gives
    /// no slot, one that comes twice its first.
    ///
    /// ```swift
    /// let opened = try city.openSlots(in: Period("2024-08"), office: "WAJH")
    /// print(opened.made, opened.leftOut.count)
    /// ```
    ///
    /// - Parameters:
    ///   - days: the days, at most 3,660.
    ///   - office: the office, by code, alias or name; all where nil.
    ///   - officeScope: whether those of the offices that are below it today are wanted, too.
    ///   - service: only what the hours of this service give, by code, alias or name; all hours where nil.
    /// - Throws: `unknownCode`, `ambiguousName`, `invalidPeriod`, `slotOverlaps` where the hours of one desk overlap.
    @discardableResult
    public func openSlots(
        in days: Period, office: String? = nil, officeScope: OfficeScope = .own, service: String? = nil
    ) throws(RegistryError) -> OpenedSlots {
        let place = "slots of \(days)"
        guard days.days <= 3660 else {
            throw RegistryError(
                .invalidPeriod, "\(days.spelledOut) are too many days", at: place, remedy: "give 3,660 at most")
        }
        var conditions = Conditions()
        try conditions.add(self, "x.office_id", office, officeScope, at: place)
        try conditions.add(self, "x.service_id", .service, service, at: place)
        let arguments: [any SQLiteBindable] = [days.start, days.end] + conditions.arguments
        return try atomically(place) {
            let views = try AskedViews.openingDays(connection)
            // What is planned is asked before anything is made, so that what is there is told from what will be.
            let planned = try connection.rows(
                views.statement(SlotPlan.planned(conditions.sql)), arguments
            ) { row in SlotPlan(hours: try row[0], day: try row[1], made: try row[2], there: try row[3]) }
            var made = 0
            if planned.contains(where: { $0.made > 0 }) {
                _ = try batch()
                try connection.run(SlotPlan.insert(views, conditions.sql), arguments)
                made = connection.changes
            }
            return try opened(made, planned, views, conditions.sql, arguments)
        }
    }

    private func opened(
        _ made: Int, _ planned: [SlotPlan], _ views: AskedViews, _ condition: String, _ arguments: [any SQLiteBindable]
    ) throws -> OpenedSlots {
        var plans: [SlotPlan.Key: SlotPlan] = [:]
        for plan in planned { plans[SlotPlan.Key(hours: plan.hours, day: plan.day)] = plan }
        var found: [OpenedSlots.LeftOut] = []
        var seen: Set<Int64> = []
        var remainders: [OpenedSlots.Remainder] = []
        try connection.forEach(views.statement(SlotPlan.expected(condition)), arguments) { row in
            let hours = try OpeningHours(row: row)
            let key = SlotPlan.Key(hours: try row[13], day: try row[14])
            let expected: Int = try row[15]
            let rest: Int = try row[17]
            if seen.insert(key.hours).inserted, rest > 0 {
                remainders.append(OpenedSlots.Remainder(hours: hours, minutes: rest))
            }
            func add(_ count: Int, _ reason: OpenedSlots.LeftOut.Reason) {
                if count == 0 { return }
                found.append(OpenedSlots.LeftOut(hours: hours, day: key.day, count: count, reason: reason))
            }
            if let reason: OpenedSlots.LeftOut.Reason = try row[16] { return add(expected, reason) }
            let plan = plans[key]
            add(plan?.there ?? 0, .there)
            add(expected - (plan?.there ?? 0) - (plan?.made ?? 0), .clockChange)
        }
        return OpenedSlots(made: made, leftOut: found, remainders: remainders)
    }
}

extension OpenedSlots.LeftOut.Reason: StoredWord {}

/// How many slots the hours of a day give, and how many of them are there.
private struct SlotPlan {
    struct Key: Hashable {
        let hours: Int64
        let day: CivilDate
    }

    let hours: Int64
    let day: CivilDate
    let made: Int
    let there: Int

    static func planned(_ condition: String) -> String {
        """
        SELECT x.opening_hours_id, x.day, count(*) FILTER (WHERE NOT x.is_there), count(*) FILTER (WHERE x.is_there)
        FROM asked_opening_day_plan AS x
        WHERE 1\(condition)
        GROUP BY x.opening_hours_id, x.day
        """
    }

    static func insert(_ views: AskedViews, _ condition: String) -> String {
        """
        INSERT INTO slot (office_id, service_id, desk, mode, starts_at, ends_at, capacity, notice_minutes, ahead_days,
                          batch_id)
        \(views.statement(
            """
            SELECT x.office_id, x.service_id, x.desk, x.mode, x.starts_at, x.ends_at, x.capacity, x.notice_minutes,
                   x.ahead_days, (SELECT batch_id FROM current_batch)
            FROM asked_opening_day_slot AS x
            WHERE 1\(condition)
            ORDER BY x.office_id, x.starts_at, x.desk, x.service_id, x.mode
            """))
        """
    }

    /// How long hours are.
    private static let minutes =
        "60 * substr(h.closes, 1, 2) + substr(h.closes, 4, 2) - 60 * substr(h.opens, 1, 2) - substr(h.opens, 4, 2)"

    /// Each day of each weekly hours, how many slots they would give, why they give none, and how many minutes are left.
    static func expected(_ condition: String) -> String {
        """
        SELECT h.office_code, h.service_code, h.desk, h.weekday, h.opens, h.closes, h.mode, h.slot_minutes, h.capacity,
               h.notice_minutes, h.ahead_days, h.starts_on, h.ends_before, h.opening_hours_id, d.day,
               (\(minutes)) / h.slot_minutes,
               CASE WHEN o.opened_on > d.day OR o.closed_on <= d.day THEN 'office not open'
                    WHEN s.introduced_on > d.day OR s.retired_on <= d.day THEN 'service not offered'
                    WHEN EXISTS (SELECT 1 FROM holiday WHERE day = d.day) THEN 'holiday'
                    WHEN EXISTS (SELECT 1 FROM closure AS c
                                 WHERE c.office_id = x.office_id AND c.starts_on <= d.day
                                   AND coalesce(c.ends_before, '9999-12-31') > d.day)
                    THEN 'closure' END,
               (\(minutes)) % h.slot_minutes
        FROM asked_opening_day AS d
        JOIN opening_hours_detail AS h ON h.weekday = substr('sunmontuewedthufrisat', 1 + 3 * strftime('%w', d.day), 3)
                                      AND h.starts_on <= d.day AND (h.ends_before IS NULL OR h.ends_before > d.day)
        JOIN opening_hours AS x ON x.id = h.opening_hours_id
        JOIN office AS o ON o.id = x.office_id
        LEFT JOIN service AS s ON s.id = x.service_id
        WHERE h.slot_minutes IS NOT NULL\(condition)
        ORDER BY h.office_code, d.day, h.opens, h.opening_hours_id
        """
    }
}
