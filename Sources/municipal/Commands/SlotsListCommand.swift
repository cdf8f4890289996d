public import ArgumentParser
import MunicipalPublishing
public import MunicipalRegistry

extension SlotsCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Slots, or those in which an appointment may be booked now.",
            discussion: """
                --free looks for the next ones with room, within notice, in person unless --mode says otherwise.

                Example: municipal slots list city.db --office WAJH --office-scope all --service permit --free --first 3
                """)

        @Argument(help: "The registry's file.")
        var registry: String

        @OptionGroup var place: SlotPlaceOptions

        @Flag(help: "Only those that can be booked now.")
        var free = false

        @Option(help: "in_person or remote.")
        var mode: SlotMode?

        @Option(help: "The first day.", transform: readDay)
        var from: CivilDate?

        @Option(help: "The last day.", transform: readDay)
        var to: CivilDate?

        @Option(parsing: .unconditional, help: "How many at most.")
        var first = 20

        @OptionGroup var words: LanguageOptions
        @OptionGroup var output: OutputOptions

        private var language: Language { words.language }

        func validate() throws {
            guard first >= 1 else { throw ValidationError("--first: give 1 or more") }
        }

        func run() throws {
            try reporting(json: output.json, registry: registry) {
                let registry = try Registry.open(registry, options: .init(readOnly: true))
                try registry.read { city in
                    let slots = try free ? freeSlots(city, registry.authority.code) : allSlots(city)
                    if output.json {
                        return print(try JSONText.encode(slots.map { SlotDocument($0, try SlotState($0, city)) }))
                    }
                    if slots.isEmpty { return print(language.choose("لا توجد فترات.", "No slots.")) }
                    print(try table(of: slots, city).rendered(as: .table), terminator: "")
                }
            }
        }

        private func freeSlots(_ city: borrowing RegistryReader, _ root: String) throws -> [Slot] {
            let end = try to?.adding(days: 1)
            return try city.freeSlots(
                at: place.office ?? root, officeScope: place.scope, service: place.service, mode: mode ?? .inPerson,
                from: try from.map { try max(city.moment("\($0)"), city.now) },
                to: try end.map { try city.moment("\($0)") }, first: first)
        }

        private func allSlots(_ city: borrowing RegistryReader) throws -> [Slot] {
            let days =
                try from != nil || to != nil
                ? Period(from: from ?? .earliest, through: to ?? CivilDate("9999-12-29")) : nil
            return try city.slots(
                SlotFilter(
                    office: place.office, officeScope: place.scope, service: place.service, mode: mode, days: days),
                limit: first)
        }

        private func table(of slots: [Slot], _ city: borrowing RegistryReader) throws -> PlainTable {
            var names: [String: String] = [:]
            for slot in slots where names[slot.office] == nil {
                let office = try city.office(slot.office)
                names[slot.office] = language.choose(office.nameArabic, office.nameEnglish)
            }
            var services: [String: String] = [:]
            for code in Set(slots.compactMap(\.service)) {
                let service = try city.service(code)
                services[code] = language.choose(service.nameArabic, service.nameEnglish)
            }
            return PlainTable(
                columns: [
                    .init(language.choose("الفترة", "slot"), isNumber: true),
                    .init(language.choose("البلدية", "office")),
                    .init(language.choose("الخدمة", "service")), .init(language.choose("الشباك", "desk")),
                    .init(language.choose("الطريقة", "mode")), .init(language.choose("تبدأ", "starts")),
                    .init(language.choose("تنتهي", "ends")),
                    .init(language.choose("الحجوزات", "booked"), isNumber: true),
                    .init(language.choose("السعة", "capacity"), isNumber: true),
                    .init(language.choose("الحالة", "state")),
                ],
                rows: try slots.map { slot in
                    [
                        "\(slot.id)", names[slot.office] ?? slot.office,
                        slot.service.map { services[$0] ?? $0 } ?? language.choose("كل الخدمات", "every service"),
                        slot.desk ?? "",
                        slot.mode == .remote
                            ? language.choose("عن بعد", "remote") : language.choose("حضوري", "in person"),
                        "\(slot.startsAt)", "\(slot.endsAt)", slot.booked.grouped, slot.capacity.grouped,
                        try SlotState(slot, city).word(language),
                    ]
                })
        }
    }
}

extension SlotMode: ExpressibleByArgument {}
