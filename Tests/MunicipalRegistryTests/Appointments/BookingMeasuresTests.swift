import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Measures of random bookings")
struct BookingMeasuresTests {
    /// Every measure of a story, as of some moments: from Swift in random scopes, and from the views in a period.
    private static func look<Rights>(
        at story: BookingStory, _ city: borrowing RegistryAccess<Rights>, _ numbers: inout SeededNumbers,
        _ comparison: inout BookingComparison
    ) throws {
        let (before, days) = twoPeriods(&numbers)
        try comparison.compare(
            city, &numbers, before, days, asOf: Int(try city.now.instant) - BookingMeasuresTests.start)
    }

    /// 2020-01-01 in the city's time, from which the model counts.
    private static let start = 1_577_826_000

    private static func twoPeriods(_ numbers: inout SeededNumbers) -> (ModelPeriod, ModelPeriod) {
        switch numbers.below(4) {
        case 0:
            let month = 1 + numbers.below(3)
            return (.month(2023, month), .month(2024, month))
        case 1:
            return (ModelPeriod("2023-01-01", before: "2023-07-01"), ModelPeriod("2024-01-01", before: "2024-07-01"))
        case 2:
            return (ModelPeriod("2023-01-01", before: "2024-01-01"), ModelPeriod("2024-01-01", before: "2025-01-01"))
        default:
            let start = ModelDays.number("2024-02-20") + numbers.below(40)
            let days = ModelPeriod(start, start + 5 + numbers.below(50))
            return (ModelPeriod(days.start - 366, days.end - 366), days)
        }
    }

    /// Mostly when all is over; else as of some moment in the midst, at which much lies ahead.
    private static func setClock(of story: BookingStory, _ numbers: inout SeededNumbers) throws {
        let asOf =
            numbers.chance(50)
            ? BookingStory.years.upperBound * 86_400
            : numbers.pick(BookingStory.days) * 86_400 + 7 * 3_600 + numbers.below(9 * 3_600)
        story.temporary.clock.set(to: try BookingStory.moment(asOf))
    }

    private static func viewPeriod(_ numbers: inout SeededNumbers) -> (kind: String, period: String, dimension: String)
    {
        let (kind, period) = numbers.pick([
            ("month", "2024-03"), ("month", "2024-04"), ("quarter", "2024-Q2"), ("half", "2024-H1"), ("year", "2024"),
        ])
        return (kind, period, numbers.pick(["total", "office", "office_all", "service", "sector"]))
    }

    @Test("are what plain lists give, from Swift and from the views, as of any moment")
    func model() throws {
        var all = RandomCity.Seen()
        for seed in 1...10 as ClosedRange<UInt64> {
            let story = try BookingStory(seed: seed)
            var comparison = BookingComparison(model: story.model)
            comparison.seen = story.seen
            comparison.differences = story.differences
            var numbers = story.numbers
            for _ in 0..<5 where comparison.differences.isEmpty {
                try BookingMeasuresTests.setClock(of: story, &numbers)
                try story.temporary.registry.read { city in
                    try BookingMeasuresTests.look(at: story, city, &numbers, &comparison)
                }
            }
            let asked = BookingMeasuresTests.viewPeriod(&numbers)
            try story.temporary.registry.read { city in
                try comparison.compareViews(
                    city.connection, kind: asked.kind, period: asked.period, dimension: asked.dimension)
            }
            if !comparison.differences.isEmpty {
                Issue.record("seed \(seed): \(comparison.differences.prefix(3).joined(separator: "\n"))")
            }
            for (what, count) in comparison.seen.counts { all.note(what, count) }
        }
        for what in BookingMeasuresTests.mustHappen { #expect(all.counts[what] ?? 0 > 0, "no run had: \(what)") }
        print(
            "random bookings, seeds 1 to 10:",
            all.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }

    /// What the runs must have had among them, or they would prove less than they seem to.
    private static let mustHappen =
        [
            "booked", "rescheduled", "cancelled by the beneficiary", "cancelled by the office",
            "cancelled after it began",
            "checked in", "check-in without a moment", "served remotely", "no-show", "nobody said", "undone",
            "walked in",
            "served without a call", "several services", "request", "slot closed", "imported without a moment",
            "cancelled by nobody knows whom",
            "looked back", "narrowed to services", "refused slotFull", "refused slotClosed", "refused doubleBooking",
            "refused notOffered", "refused illegalStep", "refused insideTotal", "unclassified in adherence",
            "unclassified in visits_per_in_person_request", "comparable in a view", "by office", "by branch",
            "by service",
            "by sector", "by month", "change ok", "change flagged", "change refused", "change undefined",
        ]
        + AppointmentRate.Kind.allCases.flatMap { kind in
            ["ok", "flagged", "undefined"].map { "rate \(kind.rawValue) \($0)" }
        }
        + AppointmentTime.Kind.allCases.flatMap { kind in
            ["ok", "flagged", "undefined"].map { "time \(kind.rawValue) \($0)" }
        }

    @Test("notice every small mistake in the views")
    func plantedBugs() throws {
        let stories = try (1...6 as ClosedRange<UInt64>).map { seed in try BookingStory(seed: seed) }
        for bug in BookingMeasuresTests.bugs {
            // Planted in a transaction that is taken back, so that each story is told once.
            struct Found: Error { let differences: [String] }
            var isNoticed = false
            for story in stories where !isNoticed {
                var numbers = story.numbers
                for _ in 0..<4 where !isNoticed {
                    try BookingMeasuresTests.setClock(of: story, &numbers)
                    do {
                        try story.temporary.registry.write { city in
                            try bug.plant(city.connection)
                            var comparison = BookingComparison(model: story.model)
                            if bug.views.isEmpty {
                                try BookingMeasuresTests.look(at: story, city, &numbers, &comparison)
                            } else {
                                let asked = BookingMeasuresTests.viewPeriod(&numbers)
                                try comparison.compareViews(
                                    city.connection, kind: asked.kind, period: asked.period,
                                    dimension: asked.dimension)
                            }
                            throw Found(differences: comparison.differences)
                        }
                    } catch {
                        // Another error is noticed, too.
                        isNoticed = !((error as? Found)?.differences.isEmpty ?? false)
                    }
                }
            }
            #expect(isNoticed, "nothing noticed \(bug.testDescription)")
        }
    }

    private static let bugs = [
        PlantedBug("appointment_last_step", "max(unixepoch(at))", "0 * max(unixepoch(at))"),
        PlantedBug("calendar_question_appointment_now", "WHEN a.state = 'checked_in' THEN 'attended'", ""),
        PlantedBug(
            "calendar_question_appointment_now", "s.starts_at >= q.starts_on",
            "s.starts_at >= date(q.starts_on, '+1 day')"),
        PlantedBug("calendar_question_appointment_then", "n.id > b.id", "n.id < b.id"),
        PlantedBug("calendar_question_appointment_then", "max(n.id)", "min(n.id)"),
        PlantedBug("calendar_question_appointment_then", "(b.at IS NULL OR unixepoch", "(unixepoch"),
        PlantedBug("calendar_question_appointment_then", "n.kind IN ('checked_in', ", "n.kind IN ("),
        PlantedBug(
            "calendar_question_appointment_now", "(unixepoch(s.starts_at) - unixepoch(l.at))",
            "(unixepoch(s.ends_at) - unixepoch(l.at))"),
        PlantedBug(
            "calendar_question_appointment_now", "substr(s.starts_at, 1, 10)) - julianday(substr(a.booked_at",
            "substr(a.booked_at, 1, 10)) - julianday(substr(s.starts_at"),
        PlantedBug("calendar_question_appointment_now", "k.service_id = a.service_id", "k.service_id = s.service_id"),
        PlantedBug("calendar_question_slot", " AND s.closed_at IS NULL", ""),
        PlantedBug(
            "calendar_question_slot", "k.service_id = s.service_id",
            "(s.service_id IS NULL OR k.service_id = s.service_id)"),
        PlantedBug("visit_time", "coalesce(called_at, served_at)", "called_at"),
        PlantedBug(
            "visit_time", "unixepoch(left_at) - unixepoch(served_at)", "unixepoch(left_at) - unixepoch(arrived_at)"),
        PlantedBug("calendar_question_visit", "v.visited_on < q.ends_before", "v.visited_on <= q.ends_before"),
        PlantedBug("calendar_question_visit", "o.below = 0", "o.below = 1"),
        PlantedBug("calendar_question_outcome", "(WHERE outcome = 'ahead')", "(WHERE outcome IN ('ahead', 'unknown'))"),
        PlantedBug("calendar_question_outcome", "notice_minutes < 1440", "notice_minutes BETWEEN 0 AND 1440"),
        PlantedBug("calendar_question_outcome", "cancelled_by = 'office'", "cancelled_by = 'beneficiary'"),
        PlantedBug("calendar_question_rate", "THEN attended + served_remotely + no_show", "THEN attended + no_show"),
        PlantedBug("calendar_question_rate", "THEN cancelled_by_somebody ELSE", "THEN cancelled ELSE"),
        PlantedBug("calendar_question_rate", "THEN a.visits - r.denominator ELSE", "THEN 0 ELSE"),
        PlantedBug("calendar_question_rate", "sum(capacity)", "sum(booked)"),
        PlantedBug("calendar_question_time", "CASE WHEN outcome <> 'cancelled' THEN lead_days END", "lead_days"),
        PlantedBug("calendar_question_appointment_then", "unixepoch(s.ends_at) <=", "unixepoch(s.ends_at) >"),
        PlantedBug("appointment_rate_change", "ORDER BY side", "ORDER BY side DESC", views: ["appointments"]),
        PlantedBug("calendar_rate", "* 20000 + q.denominator)", "* 20000)", views: ["appointments"]),
        PlantedBug("calendar_rate", "AND r.complete AND r.unclassified = 0", "AND r.complete", views: ["appointments"]),
        PlantedBug("calendar_rate", "v.visits, r.in_person", "v.visits, r.digital", views: ["appointments"]),
        PlantedBug("appointment_rate_change", "baseline_complete AND complete", "complete", views: ["appointments"]),
        PlantedBug("calendar_time", "rank * 2 >= size", "rank * 2 > size", views: ["appointments"]),
        PlantedBug("calendar_time", "rank * 10 >= size * 9", "rank * 10 > size * 9", views: ["appointments"]),
        PlantedBug(
            "calendar_time", ",\n                                               value IS NULL ORDER BY value",
            " ORDER BY value", views: ["appointments"]),
        PlantedBug(
            "appointment_time_change", "lag(median)", "lag(p90)",
            views: ["appointments"]),
        PlantedBug("appointment_outcome", "n.reason IS NULL AS complete", "1 AS complete", views: ["appointments"]),
    ]
}
