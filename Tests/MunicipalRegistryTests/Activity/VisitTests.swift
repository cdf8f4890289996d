import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Visits")
struct VisitTests {
    @Test("are kept as given, with all their services, and found by reference")
    func kept() throws {
        let small = try SmallCity()
        let visit = try small.registry.write { city in
            try city.record(
                NewVisit(
                    reference: "V-1", office: "WAJH", service: "permit", otherServices: ["licence", "permit"],
                    arrived: .at(Timestamp("2024-03-01T06:00:00Z")), served: Timestamp("2024-03-01T09:10:00+03:00"),
                    left: Timestamp("2024-03-01T09:25:00+03:00"))
            ).visit
        }
        #expect(visit.service == "permit")
        #expect(visit.otherServices == ["licence"])
        #expect(visit.visitedOn == (try CivilDate("2024-03-01")))
        #expect(visit.arrivedAt == (try Timestamp("2024-03-01T09:00:00+03:00")))
        #expect(try small.registry.read { city in try city.visit(reference: "V-1") } == visit)
    }

    @Test("about a request count under its service, unless another is given")
    func request() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            let (request, _) = try city.submit(
                NewRequest(reference: "R-1", service: "permit", office: "WAJH", channel: "counter"))
            let (first, _) = try city.record(NewVisit(reference: "V-1", office: "WAJH", request: request.id))
            #expect(first.service == "permit")
            #expect(first.request == request.id)
            let (second, _) = try city.record(
                NewVisit(reference: "V-2", office: "WAJH", service: "licence", request: request.id))
            #expect(second.service == "licence")
        }
        let error = try small.refusal { city in
            try city.record(NewVisit(reference: "V-3", office: "WAJH", request: 99))
        }
        #expect(error?.code == .unknownRecord)
    }

    @Test("sent again are the same; of other content they are refused, both named")
    func again() throws {
        let small = try SmallCity()
        let day = try CivilDate("2024-03-01")
        let new = NewVisit(
            reference: "V-1", office: "WAJH", service: "permit", otherServices: ["licence"], arrived: .on(day))
        let first = try small.registry.write { city in try city.record(new) }
        let before = try small.sizes()
        let second = try small.registry.write { city in try city.record(new) }
        #expect(!second.isNew)
        #expect(second.visit == first.visit)
        #expect(try small.sizes() == before)
        var other = new
        other.otherServices = []
        let error = try small.refusal { [other] city in try city.record(other) }
        #expect(error?.code == .duplicateReference)
        #expect(error?.place == "visit V-1")
        var turned = new
        (turned.service, turned.otherServices) = ("licence", ["permit"])
        let replaced = try small.registry.write { [turned] city in try city.record(turned, replacing: true) }
        #expect(!replaced.isNew)
        #expect(try small.registry.read { city in try city.visit(id: 1) } == replaced.visit)
        #expect(replaced.visit.service == "licence")
        #expect(replaced.visit.otherServices == ["permit"])
        #expect(
            error?.what == """
                visit 1 (V-1 of api): at WAJH for permit and licence, 2024-03-01 is there already; \
                given was at WAJH for permit, 2024-03-01
                """)
    }

    @Test("have their moments in order")
    func order() throws {
        let small = try SmallCity()
        let served = try small.refusal { city in
            try city.record(
                NewVisit(
                    reference: "V-1", office: "WAJH", arrived: .at(Timestamp("2024-03-01T09:00:00+03:00")),
                    served: Timestamp("2024-03-01T08:59:59+03:00")))
        }
        #expect(served?.code == .wrongOrder)
        #expect(served?.place == "visit V-1")
        #expect(served?.what == "served 2024-03-01T08:59:59+03:00, before 2024-03-01T09:00:00+03:00")
        let left = try small.refusal { city in
            try city.record(
                NewVisit(
                    reference: "V-1", office: "WAJH", arrived: .on(CivilDate("2024-03-02")),
                    left: Timestamp("2024-03-01T23:00:00+03:00")))
        }
        #expect(left?.code == .wrongOrder)
        let late = try small.refusal { city in
            try city.record(
                NewVisit(
                    reference: "V-1", office: "WAJH", arrived: .on(CivilDate("2024-03-02")),
                    left: Timestamp("2024-03-04T00:00:00+03:00")))
        }
        #expect(late?.what == "left 2024-03-04T00:00:00+03:00, days after the visit of 2024-03-02")
        let last = try small.refusal { city in
            try city.record(NewVisit(reference: "V-1", office: "WAJH", arrived: .on(.latest)))
        }
        #expect(last?.code == .invalidDay && last?.place == "visit V-1")
        let closed = try small.refusal { city in try city.close(office: "DUBA", on: .latest) }
        #expect(closed?.code == .invalidDay)
    }

    @Test("with other services have a first one")
    func firstService() throws {
        let small = try SmallCity()
        let error = try small.refusal { city in
            try city.record(NewVisit(reference: "V-1", office: "WAJH", otherServices: ["permit"]))
        }
        #expect(error?.code == .invalidValue)
    }

    @Test("and requests may name a beneficiary by an opaque token, of one kind")
    func beneficiary() throws {
        let small = try SmallCity()
        let token = try BeneficiaryToken("dG9rZW4tb2YtYS1wZXJzb24")
        try small.registry.write { city in
            let (visit, _) = try city.record(
                NewVisit(reference: "V-1", office: "WAJH", beneficiary: Beneficiary(token)))
            #expect(visit.beneficiary?.token == token)
            _ = try city.record(
                NewVisit(reference: "V-2", office: "WAJH", beneficiary: Beneficiary(token, kind: .individual)))
            let (later, _) = try city.record(
                NewVisit(reference: "V-3", office: "WAJH", beneficiary: Beneficiary(token)))
            #expect(later.beneficiary?.kind == .individual, "what was unknown is learnt, and not forgotten")
        }
        #expect(try small.number("SELECT count(*) FROM beneficiary") == 1)
        let error = try small.refusal { city in
            try city.record(
                NewVisit(reference: "V-4", office: "WAJH", beneficiary: Beneficiary(token, kind: .business)))
        }
        #expect(error?.code == .invalidValue)
        #expect(error?.what == "the beneficiary dG9rZW… is kept as individual, not business")
    }

    @Test(
        "take no token that is a person's number, too short, or of other letters",
        arguments: [
            "1012345678", "1012345678101234567810", "1012-3456-7810-1234-5678", "abc", "",
            "a b c d e f g h i j k l m n",
            "dG9rZW4tb2YtYS1wZXJzb2\u{0}", String(repeating: "a", count: 129), "١٠١٢٣٤٥٦٧٨١٠١٢٣٤٥٦٧٨١٠a",
        ])
    func tokens(text: String) throws {
        let error = #expect(throws: RegistryError.self) { try BeneficiaryToken(text) }
        #expect(error?.code == .invalidToken)
        #expect(error?.remedy?.contains("BeneficiaryToken.make") == true)
        // A person's number is not repeated in a message that ends up in a log.
        #expect(text.isEmpty || error?.what.contains(text) == false)
    }
}
