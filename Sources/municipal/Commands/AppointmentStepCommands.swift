import ArgumentParser
import MunicipalRegistry

/// Which appointment, and when.
struct AppointmentOptions: ParsableArguments {
    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The appointment's reference.")
    var reference: String

    @Option(help: "The source that knows it by that; left out: the only one that has it.")
    var source: String?

    @Option(help: "When, by the city's clock or with an offset; left out: now.")
    var at: String?

    @OptionGroup var words: LanguageOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    /// Takes a step of the appointment, which says whether that is new, and says where it stands then.
    func take(
        _ step: (_ city: borrowing RegistryWriter, _ appointment: Appointment, _ moment: Timestamp?) throws -> Bool
    ) throws {
        try reporting(json: output.json, registry: registry) {
            let (appointment, isNew) = try Registry.open(registry).write(
                as: writer.actor, because: writer.reason
            ) { city in
                let appointment = try city.appointment(named: reference, source: source)
                let isNew = try step(city, appointment, at.map { try city.moment($0) })
                return (try city.appointment(named: reference, source: appointment.source), isNew)
            }
            print(
                output.json
                    ? try JSONText.encode(StepDocument(appointment, isNew: isNew))
                    : AppointmentText.describe(appointment, isNew: isNew, words.language))
        }
    }
}

struct RescheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule",
        abstract: "Move an appointment to another slot; where that is refused, the booking stands as it was.",
        discussion: "Example: municipal reschedule city.db A-1007 --slot 18 --as Huda")

    @OptionGroup var appointment: AppointmentOptions

    @Option(parsing: .unconditional, help: "The other slot's number, from `slots list --free`.")
    var slot: Int64

    func run() throws {
        try appointment.take { city, appointment, moment in
            try city.reschedule(appointment: appointment.id, to: slot, at: moment).isNew
        }
    }
}

struct CancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Call an appointment off; its place is free again.",
        discussion: """
            Cancelled again in the same way, it changes nothing; what was kept or missed is not cancelled. `undo` takes a \
            wrong cancellation back, while the place is free.

            Example: municipal cancel city.db A-1007 --by office --reason "the counter is shut" --as Huda
            """)

    /// Who calls it off.
    enum Canceller: String, CaseIterable, ExpressibleByArgument {
        case beneficiary, office
    }

    @OptionGroup var appointment: AppointmentOptions

    @Option(help: "beneficiary or office.")
    var by: Canceller

    @Option(help: "Why; the office must say it.")
    var reason: String?

    func validate() throws {
        guard by == .beneficiary || reason != nil else {
            throw ValidationError("--reason: an office says why it cancels")
        }
    }

    func run() throws {
        try appointment.take { city, appointment, moment in
            switch by {
            case .beneficiary:
                try city.cancelByBeneficiary(appointment: appointment.id, reason: reason, at: moment).isNew
            case .office:
                try city.cancelByOffice(appointment: appointment.id, reason: reason ?? "", at: moment).isNew
            }
        }
    }
}

struct CheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-in",
        abstract: "Say that whoever has an appointment came: a visit begins.",
        discussion: """
            Checked in again, it is the same visit. Then come `call`, `serve` and `leave`.

            Example: municipal check-in city.db A-1007 --at 2026-09-01T08:55 --as Huda
            """)

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.take { city, appointment, moment in
            try city.checkIn(appointment: appointment.id, at: moment).isNew
        }
    }
}

struct NoShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "no-show",
        abstract: "Say that nobody came to an appointment.",
        discussion: """
            Nobody is a no-show before the slot begins; of whom nobody says it, what became of it is unknown.

            Example: municipal no-show city.db A-1007 --as Huda
            """)

    @OptionGroup var appointment: AppointmentOptions

    func run() throws {
        try appointment.take { city, appointment, moment in
            try city.recordNoShow(appointment: appointment.id, at: moment).isNew
        }
    }
}
