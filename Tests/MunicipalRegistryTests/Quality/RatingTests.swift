import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Ratings")
struct RatingTests {
    private let answer = NewRating(reference: "S-1", .satisfied, office: "WAJH", service: "permit", channel: "balady")
    private let march: Period
    private let counts = RatingCounts(
        veryDissatisfied: 23, dissatisfied: 46, neither: 153, satisfied: 419, verySatisfied: 528)

    init() throws { march = try Period("2024-03") }

    @Test("are kept as given: one answer of its day, and counts of some days")
    func kept() throws {
        let small = try SmallCity()
        let (one, several) = try small.registry.write { city in
            (
                try city.record(answer).rating,
                try city.record(contentsOf: NewRating.counts(counts, office: "WAJH", in: march)).map(\.rating)
            )
        }
        #expect(
            one.description
                == "rating 1 (S-1 of api): 1 answer of 4 at WAJH for permit on balady, 2024-07-01")
        #expect(several.map(\.count) == [23, 46, 153, 419, 528])
        #expect(several.map(\.score.rawValue) == [1, 2, 3, 4, 5])
        #expect(several.allSatisfy { $0.days == march && $0.reference == nil && $0.service == nil })
        try small.registry.read { city in
            #expect(try city.rating(reference: "S-1") == one)
            let (all, byKey) = (try city.ratings(), try several.map { try city.rating(id: $0.id) })
            #expect(all == [one] + several && byKey == several)
        }
    }

    @Test("sent again are the same; other content is refused, both named, or corrected and the old one kept")
    func again() throws {
        let small = try SmallCity()
        let list = [answer] + NewRating.counts(counts, office: "WAJH", in: march)
        let first = try small.registry.write { city in try city.record(contentsOf: list) }
        #expect(!first.contains { !$0.isNew })
        let before = try small.sizes()
        small.temporary.clock.set(to: try Timestamp("2024-07-02T08:00:00+03:00"))
        let again = try small.registry.write { city in try city.record(contentsOf: list) }
        #expect(again.map(\.rating) == first.map(\.rating) && !again.contains { $0.isNew })
        #expect(try small.sizes() == before)
        var other = answer
        other.score = .neither
        let error = try small.refusal { [other] city in try city.record(other) }
        #expect(error?.code == .duplicateReference)
        #expect(error?.what.contains("1 answer of 4") == true && error?.what.contains("1 answer of 3") == true)
        let more = NewRating(count: 24, .veryDissatisfied, office: "WAJH", in: march)
        let refused = try small.refusal { city in try city.record(more) }
        #expect(refused?.code == .totalOverlaps)
        #expect(refused?.what.contains("23 answers of 1") == true && refused?.what.contains("24 answers of 1") == true)
        try small.registry.write { [other] city in
            let corrected = try city.record(contentsOf: [other, more], replacing: true)
            #expect(corrected.map(\.isNew) == [false, false])
        }
        #expect(try small.registry.read { city in try city.ratings(limit: 2).map(\.count) } == [1, 24])
        let changes = try small.registry.read { city in try city.changes(ChangeFilter(table: "rating")) }
        #expect(changes.map { $0.differences.map(\.name) } == [["score"], ["count"]])
    }

    @Test("are never counted twice: neither two counts nor a count and an answer share a day")
    func once() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.record(NewRating(count: 5, .neither, office: "WAJH", in: march))
            try city.record(NewRating(reference: "S-2", .neither, office: "WAJH", on: CivilDate("2024-05-05")))
        }
        let overlap = try small.refusal { city in
            try city.record(NewRating(count: 9, .neither, office: "WAJH", in: Period("2024-Q1")))
        }
        #expect(overlap?.code == .totalOverlaps)
        #expect(overlap?.what == "rating 1 (of api): 5 answers of 3 at WAJH, 2024-03 has some of these days")
        let inside = try small.refusal { city in
            try city.record(NewRating(reference: "S-3", .neither, office: "WAJH", on: CivilDate("2024-03-31")))
        }
        #expect(inside?.code == .totalOverlaps)
        let over = try small.refusal { city in
            try city.record(NewRating(count: 9, .neither, office: "WAJH", in: Period("2024-05")))
        }
        #expect(over?.code == .totalOverRecords)
        // Of another score, service or office they are other answers.
        try small.registry.write { city in
            try city.record(contentsOf: [
                NewRating(count: 9, .satisfied, office: "WAJH", in: Period("2024-Q1")),
                NewRating(count: 9, .neither, office: "WAJH", service: "permit", in: Period("2024-Q1")),
                NewRating(count: 9, .neither, office: "DUBA", in: Period("2024-Q1")),
            ])
        }
    }

    @Test("that cannot be are refused by name, with nothing written")
    func refused() throws {
        let small = try SmallCity()
        func code(_ rating: NewRating) throws -> RegistryError.Code? {
            try small.refusal { city in try city.record(rating) }?.code
        }
        #expect(try code(NewRating(count: -1, .neither, office: "WAJH", in: march)) == .invalidCount)
        #expect(try code(NewRating(count: 1_000_000_000_001, .neither, office: "WAJH", in: march)) == .overflow)
        #expect(try code(NewRating(reference: "", .neither, office: "WAJH")) == .invalidValue)
        #expect(try code(NewRating(reference: "S-1", .neither, office: "NEOM")) == .unknownCode)
        #expect(try code(NewRating(reference: "S-1", .neither, office: "WAJH", service: "x")) == .unknownCode)
        #expect(try code(NewRating(reference: "S-1", .neither, office: "WAJH", channel: "x")) == .unknownCode)
        #expect(try code(NewRating(reference: "S-1", .neither, office: "WAJH", source: "x")) == .unknownCode)
        let error = try small.refusal { [march] city in
            try city.record(contentsOf: [
                NewRating(count: 1, .neither, office: "WAJH", in: march),
                NewRating(count: 2, .neither, office: "WAJH", in: march),
            ])
        }
        #expect(error?.code == .totalOverlaps && error?.place == "rating 2 of 2: ratings of 3, 2024-03")
    }

    @Test("are listed page by page, and removed with a note")
    func listedAndRemoved() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.record(contentsOf: [
                answer, NewRating(count: 2, .neither, office: "DUBA", in: march),
                NewRating(count: 3, .satisfied, office: "WAJH-1", service: "licence", in: Period("2024-Q1")),
            ])
        }
        func ids(_ filter: RatingFilter, after id: Int64 = 0, limit: Int = 100) throws -> [Int64] {
            try small.registry.read { city in try city.ratings(filter, after: id, limit: limit).map(\.id) }
        }
        #expect(try ids(RatingFilter(), limit: 2) == [1, 2])
        #expect(try ids(RatingFilter(), after: 2) == [3])
        #expect(try ids(RatingFilter(office: "WAJH")) == [1])
        #expect(try ids(RatingFilter(office: "WAJH", officeScope: .all)) == [1, 3])
        #expect(try ids(RatingFilter(service: "licence")) == [3])
        #expect(try ids(RatingFilter(channel: "balady")) == [1])
        #expect(try ids(RatingFilter(score: .satisfied)) == [1, 3])
        #expect(try ids(RatingFilter(source: "api", days: Period("2024-03-31..2024-04-30"))) == [2, 3])
        #expect(try small.refusal { city in try city.remove(rating: 9) }?.code == .unknownRecord)
        try small.registry.write { city in try city.remove(rating: 2) }
        #expect(try ids(RatingFilter()) == [1, 3])
        let changes = try small.registry.read { city in try city.changes(ChangeFilter(table: "rating")) }
        #expect(changes.map(\.key) == ["2"])
    }
}
