import ArgumentParser
import MunicipalRegistry

/// Which visit, and when.
struct VisitOptions: ParsableArguments {
    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The reference of the visit, or of the appointment that was checked in.")
    var reference: String

    @Option(help: "The source that knows it by that; left out: the only one that has it.")
    var source: String?

    @Option(help: "When, by the city's clock or with an offset; left out: now.")
    var at: String?

    @OptionGroup var words: LanguageOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    /// Takes a step of the visit, which says whether that is new, and says where the visit stands then.
    func take(
        _ step: (_ city: borrowing RegistryWriter, _ visit: Int64, _ moment: Timestamp?) throws -> Bool
    ) throws {
        try reporting(json: output.json, registry: registry) {
            let (visit, appointment, isNew) = try Registry.open(registry).write(
                as: writer.actor, because: writer.reason
            ) { city in
                let visit = try city.visit(named: reference, source: source)
                let isNew = try step(city, visit.id, at.map { try city.moment($0) })
                let appointment = try visit.appointment.flatMap { try city.appointment(id: $0) }
                return (try city.visit(id: visit.id) ?? visit, appointment, isNew)
            }
            if output.json {
                print(try JSONText.encode(VisitDocument(visit, appointment, isNew: isNew)))
            } else {
                print(AppointmentText.describe(visit, appointment, isNew: isNew, words.language))
            }
        }
    }
}

struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Say that a visitor was called to a counter.",
        discussion: """
            Whoever came with an appointment is named by its reference, whoever walked in by that of the visit.

            Example: municipal call city.db A-1007 --at 2026-09-01T09:02 --as Huda
            """)

    @OptionGroup var visit: VisitOptions

    func run() throws {
        try visit.take { city, visit, moment in try city.call(visit: visit, at: moment).isNew }
    }
}

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Say that a visitor's service began.",
        discussion: "Example: municipal serve city.db A-1007 --at 2026-09-01T09:04 --as Huda")

    @OptionGroup var visit: VisitOptions

    func run() throws {
        try visit.take { city, visit, moment in try city.serve(visit: visit, at: moment).isNew }
    }
}

struct LeaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Say that a visitor left.",
        discussion: "Example: municipal leave city.db A-1007 --at 2026-09-01T09:20 --as Huda")

    @OptionGroup var visit: VisitOptions

    func run() throws {
        try visit.take { city, visit, moment in try city.leave(visit: visit, at: moment).isNew }
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
