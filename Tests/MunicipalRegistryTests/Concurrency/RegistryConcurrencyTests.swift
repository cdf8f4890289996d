import Foundation
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

/// Many use one registry at once; the thread sanitizer runs this suite, too.
@Suite("A registry under load", .timeLimit(.minutes(10)))
struct RegistryConcurrencyTests {
    private static let steps = 6

    /// What one of the sixteen does, one step after the other, in the synchronous or the asynchronous form.
    ///
    /// Each returns when its write has been acknowledged; whatever is refused fails the test.
    private struct Clerk: Sendable {
        let city: SharedCity
        let number: Int
        let inside: SharedNumber
        let most: SharedNumber

        var registry: Registry { city.registry }
        func name(_ step: Int) -> String { "\(number).\(step)" }

        @Sendable func submit(_ step: Int, _ writer: borrowing RegistryWriter) throws -> Int64 {
            let (request, isNew) = try writer.submit(city.request("R-\(name(step))"))
            #expect(isNew)
            return request.id
        }

        /// Corrects the request's channel, which the change log keeps, completes it and records the visit.
        @Sendable func serve(_ step: Int, _ request: Int64, _ writer: borrowing RegistryWriter) throws {
            try writer.submit(city.request("R-\(name(step))", on: "counter"), replacing: true)
            try writer.complete(request: request)
            try writer.record(
                NewVisit(reference: "V-\(name(step))", office: "WAJH", service: "permit", request: request))
        }

        @Sendable func addOffice(_ step: Int, _ writer: borrowing RegistryWriter) throws {
            try writer.add(Office(code: "O-\(name(step))", nameArabic: "فرع", nameEnglish: "Branch \(name(step))"))
        }

        /// All that one read sees is of one moment, whatever is written meanwhile.
        @Sendable func look(_ reader: borrowing RegistryReader) throws {
            most.raise(to: inside.add(1))
            defer { inside.add(-1) }
            let rate = try reader.digitizationRate(in: city.july)
            var listed = 0
            var last: Int64 = 0
            while let page = Optional(try reader.requests(after: last, limit: 50)), let end = page.last {
                listed += page.count
                last = end.id
            }
            #expect(rate.ratio.denominator == listed)
            let served = try reader.visits(limit: 10_000).count
            let done = try reader.requests(RequestFilter(status: .completed), limit: 10_000).count
            #expect(served == done)
            #expect(rate.ratio.numerator == listed - served)
        }

        func runSynchronously() throws {
            for step in 0..<RegistryConcurrencyTests.steps {
                switch (number / 2 + step) % 6 {
                case 0, 3:
                    let request = try registry.write(as: "clerk") { try submit(step, $0) }
                    try registry.write(as: "clerk") { try serve(step, request, $0) }
                case 1: try registry.write(as: "clerk") { try addOffice(step, $0) }
                case 2:
                    let file = try city.requestsFile("I-\(name(step))", count: 3)
                    #expect(try registry.importCSV(.requests, from: file, as: "clerk").rowsAdded == 3)
                case 4:
                    try registry.read(look)
                    #expect(try registry.digitizationRate(in: city.july).ratio.denominator >= 0)
                default:
                    let drop = try registry.visitReduction(from: city.before, to: city.after)
                    #expect(drop.reduction?.percent()?.description == "67.87")
                    if number == 0 { try registry.backup(to: city.path("copy-\(name(step))")) }
                }
            }
        }

        func run() async throws {
            for step in 0..<RegistryConcurrencyTests.steps {
                switch (number / 2 + step) % 6 {
                case 0, 3:
                    let request = try await registry.write(as: "clerk") { try submit(step, $0) }
                    try await registry.write(as: "clerk") { try serve(step, request, $0) }
                case 1: try await registry.write(as: "clerk") { try addOffice(step, $0) }
                case 2:
                    let file = try city.requestsFile("I-\(name(step))", count: 3)
                    #expect(try await registry.importCSV(.requests, from: file, as: "clerk").rowsAdded == 3)
                case 4:
                    try await registry.read(look)
                    #expect(try await registry.digitizationRate(in: city.july).ratio.denominator >= 0)
                default:
                    let drop = try await registry.visitReduction(from: city.before, to: city.after)
                    #expect(drop.reduction?.percent()?.description == "67.87")
                    if number == 1 { try await registry.backup(to: city.path("copy-\(name(step))")) }
                }
            }
        }

        /// The references and codes that this clerk's writes have been acknowledged under.
        var expected: (requests: [String], visits: [String], offices: [String]) {
            var (requests, visits, offices) = ([String](), [String](), [String]())
            for step in 0..<RegistryConcurrencyTests.steps {
                switch (number / 2 + step) % 6 {
                case 0, 3:
                    requests.append("R-\(name(step))")
                    visits.append("V-\(name(step))")
                case 1: offices.append("O-\(name(step))")
                case 2: requests += (0..<3).map { "I-\(name(step))-\($0)" }
                default: break
                }
            }
            return (requests, visits, offices)
        }
    }

    @Test(
        "16 tasks read, write, import and back up at once: nobody is refused, and what was acknowledged is there, its history too",
        arguments: [JournalMode.automatic, .wal])
    func sixteenTasks(_ mode: JournalMode) async throws {
        let city = try SharedCity(mode, waitLimit: .seconds(300))
        let most = SharedNumber()
        let inside = SharedNumber()
        let clerks = (0..<16).map { Clerk(city: city, number: $0, inside: inside, most: most) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for clerk in clerks {
                group.addTask {
                    if clerk.number.isMultiple(of: 2) {
                        try await onThread { try clerk.runSynchronously() }
                    } else {
                        try await clerk.run()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.value == 0)
        try expect(clerks, in: city.registry)
        let copies = try FileManager.default.contentsOfDirectory(atPath: city.folder).filter { $0.hasPrefix("copy-") }
        #expect(copies.count == 2)
        for copy in copies { try expectSound(city.path(copy)) }
        try expectSound(city.registry.path)
    }

    private func expect(_ clerks: [Clerk], in registry: Registry) throws {
        let expected = clerks.map(\.expected)
        let requests = expected.flatMap(\.requests)
        let visits = expected.flatMap(\.visits)
        let offices = expected.flatMap(\.offices)
        // 32 requests and their visits, 16 offices, 16 files of three rows.
        #expect((requests.count, visits.count, offices.count) == (80, 32, 16))
        try registry.read { city in
            #expect(try city.requests(limit: 10_000).map(\.reference).sorted() == requests.sorted())
            #expect(try city.visits(limit: 10_000).map(\.reference).sorted() == visits.sorted())
            let codes = try city.offices(limit: 10_000).map(\.code)
            #expect(codes.filter { $0.hasPrefix("O-") }.sorted() == offices.sorted())
            let corrections = try city.changes(ChangeFilter(table: "request", actor: "clerk"), limit: 10_000)
            #expect(corrections.count == visits.count)
            #expect(Set(corrections.map(\.key)).count == visits.count)
            let batches = try city.batches(limit: 10_000).filter { $0.actor == "clerk" }
            #expect(batches.filter { $0.kind == .api }.count == 2 * visits.count + offices.count)
            #expect(batches.filter { $0.kind == .import }.count == 16)
        }
    }

    /// A whole file, and one moment of it: every visit has its completed request.
    private func expectSound(_ path: String) throws {
        let report = try Shell.run(
            """
            PRAGMA integrity_check;
            PRAGMA foreign_key_check;
            SELECT (SELECT count(*) FROM visit) - (SELECT count(*) FROM request WHERE status = 'completed');
            """, on: path)
        #expect(report == "ok\n0\n")
    }

    @Test(
        "Two reads are inside at once, one of each form: each waits inside for the other",
        arguments: [JournalMode.automatic, .wal])
    func twoReadsTogether(_ mode: JournalMode) async throws {
        let city = try SharedCity(mode, waitLimit: .seconds(300))
        let arrived = SharedNumber()
        @Sendable func meet(_ reader: borrowing RegistryReader) throws {
            _ = try reader.offices()
            arrived.add(1)
            spin { arrived.value >= 2 }
        }
        async let one: Void = city.registry.read(meet)
        async let two: Void = onThread { try city.registry.read(meet) }
        _ = try await (one, two)
        #expect(arrived.value == 2)
    }
}
