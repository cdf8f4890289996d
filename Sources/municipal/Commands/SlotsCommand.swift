import ArgumentParser
import MunicipalPublishing
import MunicipalRegistry

struct SlotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slots",
        abstract: "Open, list and close the slots in which appointments are booked.",
        discussion: """
            Slots are opened from opening hours, which `import opening-hours` states; `import slots` adds single ones.

            Example: municipal slots list city.db --office WAJH --free --first 5
            """,
        subcommands: [Open.self, List.self, Close.self])
}

/// Where slots are.
struct SlotPlaceOptions: ParsableArguments {
    @Option(help: "The office's code, alias or name; left out: the authority with all below it.")
    var office: String?

    @Option(help: "own: the office alone; all: with all below it today.")
    var officeScope: OfficeScope?

    @Option(help: "A service's code, alias or name.")
    var service: String?

    /// Whether offices below are meant: of the authority all, of another one only where it is said.
    var scope: OfficeScope { officeScope ?? (office == nil ? .all : .own) }
}

extension SlotsCommand {
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Make the slots that opening hours give for some days; what is there stays as it is.",
            discussion: """
                Holidays and closures get none; nor does an hour that the clock jumps over. What was left out is said, \
                and why.

                Example: municipal slots open city.db --office WAJH --from 2026-09-01 --to 2026-09-30
                """)

        @Argument(help: "The registry's file.")
        var registry: String

        @OptionGroup var place: SlotPlaceOptions

        @Option(help: "The first day.", transform: readDay)
        var from: CivilDate

        @Option(help: "The last day.", transform: readDay)
        var to: CivilDate

        @OptionGroup var output: OutputOptions
        @OptionGroup var writer: WriterOptions

        func run() throws {
            try reporting(json: output.json) {
                let days = try Period(from: from, through: to)
                let opened = try Registry.open(registry).write(as: writer.actor, because: writer.reason) { city in
                    try city.openSlots(
                        in: days, office: place.office, officeScope: place.scope, service: place.service)
                }
                print(output.json ? try JSONText.encode(OpenedDocument(opened)) : describe(opened, days))
            }
        }

        private func describe(_ opened: OpenedSlots, _ days: Period) -> String {
            var lines = ["Opened \(opened.made.of("slot")) for \(days.spelledOut)."]
            lines += opened.leftOut.map { left in
                "  \(left.day), \(left.hours): \(left.count.grouped) left out, \(OpenedDocument.word(left.reason))"
            }
            if opened.made == 0, opened.leftOut.isEmpty {
                lines.append(
                    "No opening hours give slots there: municipal import opening-hours FILE.csv --into \(registry)")
            }
            return lines.joined(separator: "\n")
        }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Close slots to further bookings, and say who is affected.",
            discussion: """
                No booking is dropped: each is named, to be rescheduled or cancelled.

                Example: municipal slots close city.db 17 18 --as Huda --because "the counter is shut"
                """)

        @Argument(help: "The registry's file.")
        var registry: String

        @Argument(help: "The slots' numbers, from `slots list`.")
        var slots: [Int64]

        @OptionGroup var output: OutputOptions
        @OptionGroup var writer: WriterOptions

        func run() throws {
            try reporting(json: output.json) {
                let affected = try Registry.open(registry).write(as: writer.actor, because: writer.reason) { city in
                    try city.close(slots: slots)
                }.map(\.appointment)
                if output.json {
                    struct Closed: Encodable {
                        var closed: [Int64]
                        var affected: [AppointmentDocument]
                    }
                    print(
                        try JSONText.encode(Closed(closed: slots, affected: affected.map(AppointmentDocument.init))))
                    return
                }
                print("Closed \(slots.count.of("slot")); \(affected.count.of("booking")) affected.")
                for appointment in affected {
                    print("  \(appointment)")
                }
                if !affected.isEmpty {
                    print("Move each with `municipal reschedule`, or cancel it with `municipal cancel --by office`.")
                }
            }
        }
    }
}
