import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting

/// Clerks of several programs who book the same few slots as often as they can.
///
/// A clerk books under a reference of its own, sends it again as if the answer had been lost, and where a slot is full
/// calls one of its own bookings off: so that all the time the last free place is fought for.
struct BookingLoad: Sendable {
    static let threads = 4
    static let rounds = 15
    /// The moment of every booking; the slots are six days later.
    static let now = "2024-07-01T08:00:00+03:00"

    let path: String
    /// The program, in the references of its clerks.
    let name: String

    /// Where a program says that it has the file open.
    var readyFile: String { "\(path)-ready-\(name)" }
    /// Where it leaves what it was told.
    var reportFile: String { "\(path)-report-\(name)" }

    /// Books with four threads; leaves every booking that was acknowledged and what became of it, and every answer that
    /// should not have been, one a line.
    func run() throws {
        let now = try Timestamp(BookingLoad.now).instant
        let registry = try Registry.open(
            path, options: Registry.Options(waitLimit: .seconds(120), now: { now }))
        let slots = try registry.read { city in try city.slots().map(\.id) }
        try Data().write(to: URL(fileURLWithPath: readyFile))
        // Until the other programs are ready, too.
        _ = FileHandle.standardInput.availableData
        let reports = Reports()
        let group = DispatchGroup()
        for thread in 0..<BookingLoad.threads {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                var clerk = Clerk(name: "\(name)-\(thread)", registry: registry, slots: slots)
                for round in 0..<BookingLoad.rounds {
                    do { try clerk.book(round) } catch { clerk.surprises.append("unexpected: \(error)") }
                }
                reports.add(clerk.told.map { "\($0.key)|\($0.value)" } + clerk.surprises)
            }
        }
        group.wait()
        try registry.close()
        try Data(reports.lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: reportFile))
    }

    private struct Clerk {
        let name: String
        let registry: Registry
        let slots: [Int64]
        /// Each reference with the state and slot that was acknowledged last.
        var told: [String: String] = [:]
        var held: [Appointment] = []
        var surprises: [String] = []

        mutating func book(_ round: Int) throws {
            // Another order for each clerk.
            let slot = slots[(round + name.utf8.reduce(0) { $0 + Int($1) }) % slots.count]
            let new = NewAppointment(reference: "\(name)-\(round)", slot: slot, service: "permit")
            do {
                let (appointment, isNew) = try registry.write(as: name) { try $0.book(new) }
                if !isNew { surprises.append("\(appointment) was there") }
                note(appointment)
                held.append(appointment)
                let again = try registry.write(as: name) { try $0.book(new) }
                if again.isNew || again.appointment != appointment {
                    surprises.append("\(appointment) again is \(again.appointment)")
                }
            } catch let error as RegistryError where error.code == .slotFull {
                guard let oldest = held.first else { return }
                held.removeFirst()
                note(try registry.write(as: name) { try $0.cancelByBeneficiary(appointment: oldest.id).appointment })
            }
        }

        private mutating func note(_ appointment: Appointment) {
            told[appointment.reference] = "\(appointment.slot)|\(appointment.state.rawValue)"
        }
    }

    /// The lines of all threads.
    private final class Reports: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var lines: [String] = []

        func add(_ more: [String]) { lock.withLock { lines += more } }
    }
}
