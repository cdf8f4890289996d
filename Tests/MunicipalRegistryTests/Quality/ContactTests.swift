import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("Attempts to reach beneficiaries")
struct ContactTests {
    /// Requests R-1 at WAJH for a permit and R-2 at DUBA for a licence; the appointment A-1 at WAJH for a permit.
    private func city() throws -> AppointmentCity {
        let city = try AppointmentCity()
        try city.registry.write { writer in
            for (reference, service, office) in [("R-1", "permit", "WAJH"), ("R-2", "licence", "DUBA")] {
                try writer.submit(
                    NewRequest(reference: reference, service: service, office: office, channel: "counter"))
            }
        }
        try city.book("A-1", slot: 0)
        return city
    }

    private let call = NewContact(reference: "C-1", about: .request(1), by: .phone, outcome: .reached)

    @Test("are kept as given, in the city's time, and found by reference")
    func kept() throws {
        let city = try city()
        var new = call
        new.made = .at(try Timestamp("2024-06-30T22:30:00Z"))
        let (contact, isNew) = try city.registry.write { [new] writer in try writer.record(new) }
        #expect(isNew)
        #expect(contact.contactedOn == (try CivilDate("2024-07-01")))
        #expect(contact.contactedAt == (try Timestamp("2024-07-01T01:30:00+03:00")))
        #expect(
            contact.description
                == "contact 1 (C-1 of api): about request 1 by phone, reached, 2024-07-01T01:30:00+03:00")
        #expect(try city.registry.read { reader in try reader.contact(reference: "C-1") } == contact)
        #expect(try city.registry.read { reader in try reader.contact(id: 1) } == contact)
    }

    @Test("sent again are the same; of other content they are refused, both named, or corrected and the old one kept")
    func again() throws {
        let city = try city()
        let first = try city.registry.write { writer in try writer.record(call).contact }
        let before = try city.small.sizes()
        let again = try city.registry.write { writer in try writer.record(call) }
        #expect(!again.isNew && again.contact == first)
        #expect(try city.small.sizes() == before)
        var other = call
        other.outcome = .notReached
        let error = try city.small.refusal { [other] writer in try writer.record(other) }
        #expect(error?.code == .duplicateReference)
        #expect(error?.what.contains("about request 1 by phone, reached") == true)
        #expect(error?.what.contains("given was about request 1 by phone, not reached") == true)
        let corrected = try city.registry.write(as: "Huda") { [other] writer in
            try writer.record(other, replacing: true)
        }
        #expect(!corrected.isNew && corrected.contact.outcome == .notReached)
        #expect(corrected.contact.contactedAt == first.contactedAt)
        let changes = try city.registry.read { reader in try reader.changes(ChangeFilter(table: "contact")) }
        #expect(changes.map(\.actor) == ["Huda"])
        #expect(changes.first?.differences.map(\.name) == ["outcome"])
    }

    @Test("of a list go in whole or not at all, and the error says which is wrong")
    func list() throws {
        let city = try city()
        let good = NewContact(reference: "C-2", about: .appointment(1), by: .message, outcome: .notReached)
        let error = try city.small.refusal { [call] writer in
            try writer.record(contentsOf: [
                call, good,
                NewContact(
                    reference: "C-3", about: .appointment(9), by: .email, outcome: .reached),
            ])
        }
        #expect(error?.code == .unknownRecord)
        #expect(error?.place == "contact 3 of 3: appointment 9")
        let all = try city.registry.write { [call] writer in try writer.record(contentsOf: [call, good, call]) }
        #expect(all.map(\.isNew) == [true, true, false])
    }

    @Test("about nothing, without a reference or of another source's are refused")
    func refused() throws {
        let city = try city()
        func code(_ new: NewContact) throws -> RegistryError.Code? {
            try city.small.refusal { writer in try writer.record(new) }?.code
        }
        var new = call
        new.subject = .request(7)
        #expect(try code(new) == .unknownRecord)
        new = call
        new.reference = " "
        #expect(try code(new) == .invalidValue)
        new = call
        new.source = "crm"
        #expect(try code(new) == .unknownCode)
        for made in [Occurrence.on(try CivilDate("2024-07-02")), .at(try Timestamp("2024-07-01T08:00:01+03:00"))] {
            new = call
            new.made = made
            #expect(try code(new) == .wrongOrder)
        }
        for reference in [" C-1", "C-1 ", "C-1\n", "\u{A0}C-1", "C-1\u{200F}"] {
            new = call
            new.reference = reference
            #expect(try code(new) == .invalidValue, "\(reference.debugDescription)")
        }
        new = call
        new.made = .at(try Timestamp("2150-01-01T00:00:00Z"))
        #expect(try code(new) == .outsideTimeZone)
    }

    @Test("are listed page by page, by the office and service of what they are about")
    func listed() throws {
        let city = try city()
        try city.registry.write { writer in
            let subjects: [Contact.Subject] = [.request(1), .request(2), .appointment(1), .request(2)]
            for (index, subject) in subjects.enumerated() {
                try writer.record(
                    NewContact(
                        reference: "C-\(index + 1)", about: subject, by: index == 3 ? .letter : .phone,
                        outcome: index == 0 ? .reached : .notReached,
                        made: .on(CivilDate(year: 2024, month: 6, day: 10 + index))))
            }
        }
        func ids(_ filter: ContactFilter, after id: Int64 = 0, limit: Int = 100) throws -> [Int64] {
            try city.registry.read { reader in try reader.contacts(filter, after: id, limit: limit).map(\.id) }
        }
        #expect(try ids(ContactFilter(), limit: 3) == [1, 2, 3])
        #expect(try ids(ContactFilter(), after: 3) == [4])
        #expect(try ids(ContactFilter(office: "WAJH")) == [1, 3])
        #expect(try ids(ContactFilter(office: "TABUK")) == [])
        #expect(try ids(ContactFilter(office: "TABUK", officeScope: .all)) == [1, 2, 3, 4])
        #expect(try ids(ContactFilter(service: "licence")) == [2, 4])
        #expect(try ids(ContactFilter(about: .request(2))) == [2, 4])
        #expect(try ids(ContactFilter(about: .appointment(1))) == [3])
        #expect(try ids(ContactFilter(way: .letter)) == [4])
        #expect(try ids(ContactFilter(outcome: .reached)) == [1])
        #expect(try ids(ContactFilter(source: "api", days: Period("2024-06-11..2024-06-12"))) == [2, 3])
        #expect(throws: RegistryError.self) { try ids(ContactFilter(), limit: 0) }
    }

    @Test("removed leave a note, and keep what they are about from being removed until then")
    func removed() throws {
        let city = try city()
        try city.registry.write { writer in try writer.record(call) }
        #expect(try city.small.refusal { writer in try writer.remove(request: 1) }?.code == .ruleBroken)
        #expect(try city.small.refusal { writer in try writer.remove(contact: 2) }?.code == .unknownRecord)
        try city.registry.write { writer in
            try writer.remove(contact: 1)
            try writer.remove(request: 1)
        }
        let changes = try city.registry.read { reader in try reader.changes(ChangeFilter(table: "contact")) }
        #expect(changes.map(\.action) == [.delete])
    }
}
