import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

@Suite("Requests")
struct RequestTests {
    @Test("are kept in the city's time, on the city's day")
    func cityTime() throws {
        let small = try SmallCity()
        let request = try small.registry.write { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "balady",
                    submitted: .at(Timestamp("2023-12-31T22:30:00Z")))
            ).request
        }
        #expect(request.submittedOn == (try CivilDate("2024-01-01")))
        #expect(request.submittedAt == (try Timestamp("2024-01-01T01:30:00+03:00")))
        #expect(try small.registry.read { city in try city.request(reference: "R-1") } == request)
    }

    @Test("are submitted now unless said otherwise")
    func now() throws {
        let small = try SmallCity(now: "2024-07-01T23:30:00+03:00")
        let request = try small.registry.write { city in
            try city.submit(NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "balady")).request
        }
        #expect(request.submittedAt == (try Timestamp("2024-07-01T23:30:00+03:00")))
        #expect(request.status == .submitted)
    }

    @Test("sent again are the same request, also later and after it was completed")
    func retry() throws {
        let small = try SmallCity()
        let new = NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "balady")
        let first = try small.registry.write { city in try city.submit(new) }
        #expect(first.isNew)
        try small.registry.write { city in _ = try city.complete(request: first.request.id) }
        small.temporary.clock.set(to: try Timestamp("2024-07-01T09:00:00+03:00"))
        let before = try small.sizes()
        let second = try small.registry.write { city in try city.submit(new) }
        #expect(!second.isNew)
        #expect(second.request.id == first.request.id)
        #expect(second.request.status == .completed)
        #expect(try small.sizes() == before)
    }

    @Test("sent again late are the same request, though their outcome now lies before the moment of sending")
    func lateRetry() throws {
        let small = try SmallCity(now: "2024-07-01T08:00:00+03:00")
        let new = NewRequest(
            reference: "R-1", service: "permit", office: "WAJH", channel: "balady", submitted: .now,
            outcome: .completed(.on(try CivilDate("2024-07-01"))))
        let first = try small.registry.write { city in try city.submit(new) }
        small.temporary.clock.set(to: try Timestamp("2024-07-03T09:00:00+03:00"))
        let second = try small.registry.write { city in try city.submit(new) }
        #expect(first.isNew && !second.isNew && second.request == first.request)
    }

    @Test("of one reference and other content are refused, both named")
    func otherContent() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-03-01")
        try small.registry.write { city in
            _ = try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "balady", submitted: .on(day)))
        }
        let error = try small.refusal { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "DUBA", channel: "balady", submitted: .on(day)))
        }
        #expect(error?.code == .duplicateReference)
        #expect(error?.place == "request R-1")
        #expect(
            error?.what == """
                request 1 (R-1 of api): permit at WAJH on balady, submitted 2024-03-01 is there already; \
                given was permit at DUBA on balady, submitted 2024-03-01
                """)
        #expect(error?.remedy?.isEmpty == false)
    }

    @Test("of two sources may have one reference")
    func sources() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            try city.add(RecordSource(code: "erp", name: "ERP"))
            _ = try city.submit(NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "counter"))
            let second = try city.submit(
                NewRequest(reference: "R-1", service: "permit", office: "DUBA", channel: "counter", source: "erp"))
            #expect(second.isNew)
        }
    }

    @Test("on a channel that was not open that day are refused, with the days on which it was")
    func notOpen() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "balady",
                    submitted: .on(CivilDate("2022-12-31"))))
        }
        #expect(error?.code == .channelNotOpen)
        #expect(error?.place == "request R-1")
        #expect(
            error?.what == """
                permit was not open on balady on 2022-12-31; open: permit on balady from 2023-01-01, \
                permit on counter from always
                """)
        #expect(error?.remedy?.isEmpty == false)
    }

    @Test("closed before they were submitted are refused, by day and by moment")
    func closedTooEarly() throws {
        let small = try SmallCity()
        let byDay = try small.refusal { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .on(CivilDate("2024-03-02")), outcome: .completed(.on(CivilDate("2024-03-01")))))
        }
        #expect(byDay?.code == .wrongOrder)
        #expect(byDay?.place == "request R-1")
        let id = try small.registry.write { city in
            try city.submit(
                NewRequest(
                    reference: "R-2", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .at(Timestamp("2024-03-01T10:00:00+03:00")))
            ).request.id
        }
        let byMoment = try small.refusal { city in
            try city.complete(request: id, .at(Timestamp("2024-03-01T09:59:59+03:00")))
        }
        #expect(byMoment?.code == .wrongOrder)
        #expect(byMoment?.place == "request \(id) (R-2 of api)")
        #expect(byMoment?.remedy?.isEmpty == false)
    }

    @Test("take each legal step, and no other")
    func steps() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-03-05")
        try small.registry.write { city in
            for (reference, number) in [("A", 1), ("B", 2), ("C", 3)] {
                let (request, _) = try city.submit(
                    NewRequest(
                        reference: reference, service: "permit", office: "WAJH", channel: "counter",
                        submitted: .on(CivilDate("2024-03-01"))))
                #expect(request.id == number)
            }
            let completed = try city.complete(request: 1, .on(day))
            #expect(completed.status == .completed)
            let rejected = try city.reject(request: 2, .on(day))
            #expect(rejected.status == .rejected)
            let withdrawn = try city.withdraw(request: 3, .on(day))
            #expect(withdrawn.status == .withdrawn)
            #expect(withdrawn.closedOn == day)
            #expect(withdrawn.closedAt == nil)
            // The same step again is the same step.
            let again = try city.complete(request: 1, .on(day))
            #expect(again == completed)
        }
        let error = try small.refusal { city in try city.reject(request: 1, .on(day)) }
        #expect(error?.code == .illegalStep)
        #expect(error?.place == "request 1 (A of api)")
        #expect(error?.what.contains("completed 2024-03-05 cannot become rejected 2024-03-05") == true)
        #expect(error?.remedy?.contains("reopen") == true)
        try small.registry.write(because: "wrong button") { city in
            let waiting = try city.reopen(request: 1)
            #expect(waiting.status == .submitted)
            let rejected = try city.reject(request: 1, .on(day))
            #expect(rejected.status == .rejected)
        }
        let unknown = try small.refusal { city in try city.complete(request: 99) }
        #expect(unknown?.code == .unknownRecord)
    }

    @Test("name unknown codes with what may have been meant")
    func unknownCodes() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.submit(NewRequest(reference: "R-1", service: "permti", office: "WAJH", channel: "counter"))
        }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "request R-1")
        #expect(error?.what == "no service has the code, alias or name \"permti\"")
        #expect(error?.remedy == "did you mean permit?")
    }

    @Test("in bulk go in whole or not at all, the bad one named")
    func bulk() throws {
        let small = try SmallCity()
        func new(_ number: Int, _ office: String = "WAJH") -> NewRequest {
            NewRequest(reference: "R-\(number)", service: "permit", office: office, channel: "counter")
        }
        let error = try small.refusal { city in
            try city.submit(contentsOf: [new(1), new(2, "NOWHERE"), new(3)])
        }
        #expect(error?.code == .unknownCode)
        #expect(error?.place == "request 2 of 3: request R-2")
        let submitted = try small.registry.write { city in try city.submit(contentsOf: [new(1), new(2), new(1)]) }
        #expect(submitted.map(\.isNew) == [true, true, false])
        #expect(try small.number("SELECT count(*) FROM request") == 2)
    }

    @Test(
        "have a reference that can be kept whole",
        arguments: ["", "   ", "a\u{0}b", String(repeating: "x", count: 201)])
    func references(reference: String) throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.submit(NewRequest(reference: reference, service: "permit", office: "WAJH", channel: "counter"))
        }
        #expect(error?.code == (reference.contains("\u{0}") ? .invalidText : .invalidValue))
        #expect(error?.place != nil)
        #expect(error?.remedy != nil)
    }

    @Test("outside the days of the city's clock are refused")
    func outsideClock() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .at(Timestamp("1950-01-01T00:00:00+03:00"))))
        }
        #expect(error?.code == .outsideTimeZone)
        #expect(error?.place == "request R-1")
    }

    @Test("leave no trace where the closure throws after them")
    func rollback() throws {
        struct Changed: Error {}
        let small = try SmallCity()
        let before = try small.sizes()
        #expect(throws: Changed.self) {
            try small.registry.write { city in
                try city.submit(NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "counter"))
                throw Changed()
            }
        }
        #expect(try small.sizes() == before)
    }

    @Test("of other content replace what is there where that is asked for, and history keeps it")
    func replacing() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-03-01")
        let new = NewRequest(
            reference: "R-1", service: "permit", office: "WAJH", channel: "balady", submitted: .on(day))
        var other = new
        other.office = "DUBA"
        other.outcome = .completed(.on(try CivilDate("2024-03-05")))
        try small.registry.write { city in _ = try city.submit(new) }
        let (request, isNew) = try small.registry.write(as: "Huda") { [other] city in
            try city.submit(other, replacing: true)
        }
        #expect(!isNew)
        #expect(request.office == "DUBA")
        #expect(request.status == .completed)
        #expect(try small.registry.read { city in try city.request(id: 1) } == request)
        let kept = try small.registry.read { city in try city.changes(ChangeFilter(table: "request", actor: "Huda")) }
        #expect(kept.flatMap { $0.differences.map(\.name) } == ["office_id", "status", "closed_on"])
        // A completed request that was sent with its content before is still the same.
        let same = try small.registry.write { [other] city in try city.submit(other) }
        #expect(same.request == request)
        other.channel = "phone"
        let error = try small.refusal { [other] city in try city.submit(other, replacing: true) }
        #expect(error?.code == .channelNotOpen)
        try small.registry.write { city in
            _ = try city.record(NewVisit(reference: "V-1", office: "WAJH", request: 1))
        }
        let named = try small.refusal { city in try city.remove(request: 1) }
        #expect(named?.code == .ruleBroken)
        #expect(named?.place == "request 1 (R-1 of api)")
        try small.registry.write { city in
            try city.remove(visit: 1)
            try city.remove(request: 1)
        }
        #expect(try small.number("SELECT count(*) FROM request") == 0)
        let unknown = try small.refusal { city in try city.remove(visit: 1) }
        #expect(unknown?.code == .unknownRecord)
    }
}
