import Foundation
import MunicipalRegistry
import Synchronization

/// One program of the load, in the folder of its own in which it was started: `city.db` stands one above.
///
/// A clerk books under a reference of its own, sends every tenth again as if the answer had been lost, and where a slot
/// is full calls one of its own bookings off: so that all the time the last free place is fought for.
struct Clerks {
    static let threads = 4
    /// The moment of every booking; the slots are six days later.
    static let now = "2024-07-01T08:00:00+03:00"

    let seconds: Int

    /// What one thread saw.
    private struct Report {
        /// Each reference with the slot and the state that was acknowledged last.
        var told: [String: String] = [:]
        /// How long each write took, in microseconds, from the call to the answer.
        var waits: [Double] = []
        /// How many times a slot was full.
        var full = 0
        /// Answers that should not have been, `locked` among them.
        var surprises: [String] = []
    }

    func run() throws {
        let now = try Timestamp(Clerks.now).instant
        let registry = try Registry.open(
            "../city.db", options: Registry.Options(waitLimit: .seconds(60), now: { now }))
        let slots = try registry.read { city in try city.slots().map(\.id) }
        print("ready")
        fflush(nil)
        // Until the other programs are ready, too.
        _ = FileHandle.standardInput.availableData
        let end = ContinuousClock.now + .seconds(seconds)
        let reports = Mutex<[Report]>([])
        let group = DispatchGroup()
        let name = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).lastPathComponent
        for thread in 0..<Clerks.threads {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                let report = book(registry, slots, until: end, as: "\(name)-\(thread)", seed: UInt64(thread))
                reports.withLock { $0.append(report) }
            }
        }
        group.wait()
        try registry.close()
        try write(reports.withLock { $0 })
    }

    private func book(
        _ registry: Registry, _ slots: [Int64], until end: ContinuousClock.Instant, as name: String, seed: UInt64
    ) -> Report {
        var report = Report()
        var held: [Int64] = []
        var round = 0
        func write<T>(_ body: (borrowing RegistryWriter) throws -> T) throws -> T {
            let start = ContinuousClock.now
            defer { report.waits.append((ContinuousClock.now - start) / .microseconds(1)) }
            return try registry.write(as: name, body)
        }
        func note(_ appointment: Appointment) {
            report.told[appointment.reference] = "\(appointment.slot)|\(appointment.state.rawValue)"
        }
        while ContinuousClock.now < end {
            round += 1
            do {
                let slot = slots[Int.random(in: 0..<slots.count)]
                let new = NewAppointment(reference: "\(name)-\(round)", slot: slot, service: "permit")
                let (appointment, isNew) = try write { try $0.book(new) }
                if !isNew { report.surprises.append("\(appointment) was there") }
                note(appointment)
                held.append(appointment.id)
                guard round.isMultiple(of: 10) else { continue }
                let again = try write { try $0.book(new) }
                if again.isNew || again.appointment != appointment {
                    report.surprises.append("\(appointment) again is \(again.appointment)")
                }
            } catch let error as RegistryError where error.code == .slotFull {
                report.full += 1
                guard let oldest = held.first else { continue }
                do {
                    note(try write { try $0.cancelByBeneficiary(appointment: oldest).appointment })
                    held.removeFirst()
                } catch {
                    report.surprises.append("\(error)")
                }
            } catch {
                report.surprises.append("\(error)")
            }
        }
        return report
    }

    private func write(_ reports: [Report]) throws {
        var lines: [String] = []
        for report in reports {
            lines += report.told.map { "told|\($0.key)|\($0.value)" }
            lines += report.waits.map { "wait|\($0)" }
            lines += report.surprises.map { "surprise|\($0)" }
            lines.append("full|\(report.full)")
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "report.txt"))
    }
}
