import ArgumentParser
import MunicipalRegistry

/// The visit that an appointment brought, which goes on.
extension AppointmentOptions {
    fileprivate func goOn(
        _ step: (_ city: borrowing RegistryWriter, _ visit: Int64, _ moment: Timestamp?) throws -> Bool
    ) throws {
        try take { city, appointment, moment in
            guard let visit = appointment.visit else {
                throw RegistryError(
                    .illegalStep, "\(appointment): nobody came yet", at: "appointment \(reference)",
                    remedy: "check it in first: municipal check-in \(registry) \(reference)")
            }
            return try step(city, visit, moment)
        }
    }
}

struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Say that whoever was checked in was called to a counter.",
        discussion: "Example: municipal call city.db A-1007 --at 2026-09-01T09:02 --as Huda")

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.goOn { city, visit, moment in try city.call(visit: visit, at: moment).isNew }
    }
}

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Say that the service of whoever was called began.",
        discussion: "Example: municipal serve city.db A-1007 --at 2026-09-01T09:04 --as Huda")

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.goOn { city, visit, moment in try city.serve(visit: visit, at: moment).isNew }
    }
}

struct LeaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Say that whoever was checked in left.",
        discussion: "Example: municipal leave city.db A-1007 --at 2026-09-01T09:20 --as Huda")

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.goOn { city, visit, moment in try city.leave(visit: visit, at: moment).isNew }
    }
}

struct ServeRemotelyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve-remotely",
        abstract: "Say that an appointment was kept without coming in.",
        discussion: "Example: municipal serve-remotely city.db A-1007 --at 2026-09-01T09:05 --as Huda")

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.take { city, appointment, moment in
            try city.serveRemotely(appointment: appointment.id, at: moment).isNew
        }
    }
}

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take a wrong check-in, remote service, no-show or cancellation back: it is booked again.",
        discussion: """
            Its history keeps both, with the moment at which it was taken back: now. A cancellation is taken back only \
            while the place is free.

            Example: municipal undo city.db A-1007 --as Huda --because "the wrong appointment"
            """)

    @OptionGroup var appointment: AppointmentOptions

    func validate() throws {
        guard appointment.at == nil else { throw ValidationError("--at: what is undone is undone now") }
    }

    func run() throws {
        try appointment.take { city, appointment, _ in
            try city.undo(appointment: appointment.id)
            return true
        }
    }
}
