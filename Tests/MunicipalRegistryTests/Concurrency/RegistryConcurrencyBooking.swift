import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@testable import MunicipalRegistry

extension RegistryConcurrencyTests {
    @Test(
        "16 tasks book the twelve places of three slots: twelve get one, four are told that all are full, none is overbooked",
        arguments: [JournalMode.automatic, .wal])
    func booking(_ mode: JournalMode) async throws {
        let city = try SharedCity(mode, waitLimit: .seconds(300))
        let told = try await withThrowingTaskGroup(of: Appointment?.self) { group in
            for number in 0..<16 {
                group.addTask {
                    let clerk = BookingClerk(registry: city.registry, number: number)
                    return number.isMultiple(of: 2)
                        ? try await onThread { try clerk.runSynchronously() } : try await clerk.run()
                }
            }
            return try await group.reduce(into: []) { all, one in all.append(one) }
        }
        #expect(told.count == 16)
        let (kept, slots, free) = try await city.registry.read { reader in
            (try reader.appointments(limit: 1_000), try reader.slots(), try reader.freeSlots(at: "WAJH"))
        }
        #expect(kept == told.compactMap { $0 }.sorted { $0.id < $1.id })
        #expect(slots.map { slot in kept.filter { $0.slot == slot.id }.count } == [4, 4, 4])
        #expect(slots.map(\.booked) == [4, 4, 4])
        #expect(free == [])
        #expect(try Shell.run("PRAGMA integrity_check; PRAGMA foreign_key_check;", on: city.registry.path) == "ok\n")
    }
}

/// One of sixteen: tries each slot until one has room, and sends that booking again, as if the answer had been lost.
private struct BookingClerk: Sendable {
    let registry: Registry
    let number: Int

    private var attempts: [NewAppointment] {
        (0..<3).map { index in
            NewAppointment(reference: "A-\(number).\(index)", slot: Int64((number + index) % 3 + 1), service: "permit")
        }
    }

    func runSynchronously() throws -> Appointment? {
        for new in attempts {
            do {
                let booked = try registry.write { try $0.book(new) }
                let again = try registry.write { try $0.book(new) }
                #expect(booked.isNew && !again.isNew && again.appointment == booked.appointment)
                return booked.appointment
            } catch let error as RegistryError where error.code == .slotFull {}
        }
        return nil
    }

    func run() async throws -> Appointment? {
        for new in attempts {
            do {
                let booked = try await registry.write { try $0.book(new) }
                let again = try await registry.write { try $0.book(new) }
                #expect(booked.isNew && !again.isNew && again.appointment == booked.appointment)
                return booked.appointment
            } catch let error as RegistryError where error.code == .slotFull {}
        }
        return nil
    }
}
