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
                and why. Days that have passed are refused: `import slots` adds what was offered then.

                Example: municipal slots open city.db --office WAJH --from 2026-09-01 --to 2026-09-30
                """)

        @Argument(help: "The registry's file.")
        var registry: String

        @OptionGroup var place: SlotPlaceOptions

        @Option(help: "The first day.", transform: readDay)
        var from: CivilDate

        @Option(help: "The last day.", transform: readDay)
        var to: CivilDate

        @OptionGroup var words: LanguageOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var writer: WriterOptions

        func run() throws {
            try reporting(json: output.json, registry: registry) {
                let days = try Period(from: from, through: to)
                let opened = try Registry.open(registry).write(as: writer.actor, because: writer.reason) { city in
                    let today = try city.now.day
                    guard from >= today else {
                        throw RegistryError(
                            .invalidPeriod, "\(from) has passed: nobody can book a slot of that day", at: "--from",
                            remedy: "begin with \(today), today; what was offered before, add with "
                                + "`municipal import slots FILE.csv --into \(registry.shellWord)`")
                    }
                    return try city.openSlots(
                        in: days, office: place.office, officeScope: place.scope, service: place.service)
                }
                print(output.json ? try JSONText.encode(OpenedDocument(opened)) : describe(opened, days))
            }
        }

        private func describe(_ opened: OpenedSlots, _ days: Period) -> String {
            let language = words.language
            var lines = [
                language.choose(
                    "فترات جديدة: \(opened.made.grouped)، \(days.start) – \(days.lastDay).",
                    "Opened \(opened.made.of("slot")) for \(days.spelledOut).")
            ]
            lines += opened.leftOut.map { left in
                "  \(left.day), \(left.hours): \(left.count.grouped) \(language.choose("لم تُفتح", "left out")), "
                    + OpenedDocument.word(left.reason, language)
            }
            lines += opened.remainders.map { rest in
                language.choose(
                    "  \(rest.hours): آخر \(rest.minutes) دقيقة لا تسع فترة أخرى",
                    "  \(rest.hours): the last \(rest.minutes.of("minute")) hold no slot")
            }
            if opened.made == 0, opened.leftOut.isEmpty {
                let hours = "municipal import opening-hours FILE.csv --into \(registry.shellWord)"
                lines.append(
                    language.choose(
                        "لا توجد ساعات عمل لها فترات هناك (slot_minutes): \(hours)",
                        "No opening hours with slot_minutes are there: \(hours)"))
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

        @OptionGroup var words: LanguageOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var writer: WriterOptions

        func run() throws {
            try reporting(json: output.json, registry: registry) {
                let asked = Set(slots).sorted()
                let (closed, affected) = try Registry.open(registry).write(
                    as: writer.actor, because: writer.reason
                ) { city in
                    let open = try asked.filter { try city.slot(id: $0)?.closedAt == nil }
                    return (open, try city.close(slots: asked).map(\.appointment))
                }
                let before = asked.filter { !closed.contains($0) }
                if output.json {
                    struct Closed: Encodable {
                        var closed: [Int64]
                        var closedBefore: [Int64]
                        var affected: [AppointmentDocument]
                    }
                    let document = Closed(
                        closed: closed, closedBefore: before, affected: affected.map(AppointmentDocument.init))
                    print(try JSONText.encode(document))
                } else {
                    print(describe(closed.count, before.count, affected))
                }
            }
        }

        private func describe(_ closed: Int, _ before: Int, _ affected: [Appointment]) -> String {
            let language = words.language
            var lines = [
                language.choose(
                    "فترات أُغلقت: \(closed.grouped)، مغلقة من قبل: \(before.grouped)، حجوزات متأثرة: "
                        + "\(affected.count.grouped).",
                    "Closed \(closed.of("slot"))\(before == 0 ? "" : ", \(before.grouped) closed before"); "
                        + "\(affected.count.of("booking")) affected.")
            ]
            lines += affected.map { "  \(AppointmentText.describe($0, language))" }
            if !affected.isEmpty {
                let file = registry.shellWord
                let move = "municipal reschedule \(file) REFERENCE --slot NUMBER"
                let cancel = "municipal cancel \(file) REFERENCE --by office --reason WHY"
                lines.append(
                    language.choose(
                        "انقل كلًا منها (municipal reschedule \(registry) REFERENCE --slot 1) أو ألغه (municipal cancel).",
                        "Move each with `\(move)`, or cancel it with `\(cancel)`."))
            }
            return lines.joined(separator: "\n")
        }
    }
}
