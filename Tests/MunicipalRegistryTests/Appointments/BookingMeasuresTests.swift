import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

@Suite("Measures of random bookings")
struct BookingMeasuresTests {
    /// One run: two springs go by, and every measure is looked at.
    ///
    /// - Parameters:
    ///   - looks: how many scopes and breakdowns to ask from Swift.
    ///   - periods: which periods of the views to compare.
    ///   - alter: what to do to the schema first.
    static func run(
        seed: UInt64, looks: Int = 4, periods: Int = 2, alter: (borrowing Connection) throws -> Void = { _ in }
    ) throws -> (differences: [String], seen: RandomCity.Seen) {
        let story = try BookingStory(seed: seed, alter: alter)
        guard story.differences.isEmpty else { return (story.differences, story.seen) }
        var comparison = BookingComparison(model: story.model)
        comparison.seen = story.seen
        var numbers = story.numbers
        for _ in 0..<looks where comparison.differences.isEmpty {
            // Mostly when all is over; else as of some moment in the midst, at which much lies ahead.
            let end = ModelDays.number("2025-01-01") * 86_400
            let asOf =
                numbers.chance(50)
                ? end : numbers.pick(BookingStory.days) * 86_400 + 7 * 3_600 + numbers.below(9 * 3_600)
            story.temporary.clock.set(to: try BookingStory.moment(asOf))
            let (before, days) = twoPeriods(&numbers)
            try story.temporary.registry.read { city in
                try comparison.compare(city, &numbers, before, days, asOf: asOf)
            }
        }
        let names = [
            ("month", "2024-03"), ("month", "2024-04"), ("quarter", "2024-Q2"), ("half", "2024-H1"), ("year", "2024"),
        ]
        for _ in 0..<periods where comparison.differences.isEmpty {
            let (kind, name) = numbers.pick(names)
            try story.temporary.registry.read { city in
                try comparison.compareViews(city.connection, kind: kind, period: name)
            }
        }
        return (comparison.differences, comparison.seen)
    }

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

    @Test("are what plain lists give, from Swift and from the views, as of any moment")
    func model() throws {
        var all = RandomCity.Seen()
        for seed in 1...12 as ClosedRange<UInt64> {
            let (differences, seen) = try BookingMeasuresTests.run(seed: seed)
            if !differences.isEmpty {
                Issue.record("seed \(seed): \(differences.prefix(3).joined(separator: "\n"))")
            }
            for (what, count) in seen.counts { all.note(what, count) }
        }
        for what in BookingMeasuresTests.mustHappen { #expect(all.counts[what] ?? 0 > 0, "no run had: \(what)") }
        print(
            "random bookings:",
            all.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }

    /// What the runs must have had among them, or they would prove less than they seem to.
    static let mustHappen =
        [
            "booked", "rescheduled", "cancelled by the beneficiary", "cancelled by the office",
            "cancelled after it began",
            "checked in", "check-in without a moment", "served remotely", "no-show", "nobody said", "undone",
            "walked in",
            "served without a call", "several services", "request", "slot closed", "looked back",
            "narrowed to services",
            "refused slotFull", "refused slotClosed", "refused doubleBooking", "refused notOffered",
            "refused illegalStep",
            "refused insideTotal", "unclassified in adherence", "unclassified in visits_per_in_person_request",
            "comparable in a view", "by office", "by branch", "by service", "by sector", "by calendar(.month)",
            "views by month", "views by half", "change ok", "change flagged", "change refused", "change undefined",
        ]
        + AppointmentRate.Kind.allCases.flatMap { kind in
            ["ok", "flagged", "undefined"].map { "rate \(kind.rawValue) \($0)" }
        }
        + AppointmentTime.Kind.allCases.flatMap { kind in
            ["ok", "flagged", "undefined"].map { "time \(kind.rawValue) \($0)" }
        }
}
