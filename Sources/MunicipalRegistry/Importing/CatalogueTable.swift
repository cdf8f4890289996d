import RegistrySQLite

/// A column of a catalogue table, and how a row gives its value.
struct CatalogueField: Sendable {
    let name: String
    let column: ImportColumn
    /// Another column that may say the same, such as the length of what ends.
    var other: ImportColumn?
    let read: @Sendable (ImportRow, ImportSession) throws -> SQLiteValue

    /// Whether a row says anything about it.
    func isGiven(in row: ImportRow) -> Bool { row.has(column) || other.map { row.has($0) } ?? false }
}

/// A table of the catalogue: the columns by which a row is found, and those that say something of it.
struct CatalogueTable: Sendable {
    let name: String
    let keys: [CatalogueField]
    let values: [CatalogueField]
    /// Whether its rows come by the million, too many to hold in memory.
    let isLarge: Bool

    /// The columns that say where a row comes from.
    static let origin = ["batch_id", "line"]

    /// What finds a row by its keys.
    var condition: String { keys.map { "\($0.name) IS ?" }.joined(separator: " AND ") }

    /// The values of a row and where it comes from, found by its keys.
    var selection: String {
        "SELECT \((values.map(\.name) + Self.origin).joined(separator: ", ")) FROM \(name) WHERE \(condition)"
    }

    init(_ kind: ImportKind) {
        isLarge = kind == .slots
        switch kind {
        case .openingHours:
            name = "opening_hours"
            keys = [.office, .serviceIfGiven, .desk, .weekday, .timeOfDay("opens", .opens), .meetingMode, .startsOn]
            values = [
                .closes, .slotMinutes, .number("capacity", .capacity, 1...10_000, ifEmpty: 1),
                .notice, .ahead, .endsBefore,
            ]
        case .closures:
            name = "closure"
            keys = [.office, .startsOn, .closureEnd]
            values = [.nameArabic, .nameEnglish]
        case .slots:
            name = "slot"
            keys = [.office, .moment("starts_at", .startsAt), .serviceIfGiven, .desk, .meetingMode]
            values = [
                .slotEnd, .number("capacity", .capacity, 1...10_000, ifEmpty: 1), .notice, .ahead, .onDayOff,
                .moment("closed_at", .closed),
            ]
        case .services:
            name = "service"
            keys = [.code("service code")]
            values = [
                .nameArabic, .nameEnglish, .text("sector", .sector),
                CatalogueField(name: "office_id", column: .office) { row, session in
                    try session.offices.id(.office, of: row).sqliteValue
                },
                CatalogueField(name: "target_days", column: .targetDays) { row, _ in
                    try row.readIfGiven(.targetDays) { (text) throws(RegistryError) in try CountText.parse(text) }
                        .sqliteValue
                },
                .day("introduced_on", .introducedOn), .day("retired_on", .retiredOn, after: .introducedOn),
            ]
        case .successions:
            name = "succession"
            keys = [.successionKind, .successionDay] + Succession.Subject.allCases.flatMap(CatalogueField.succession)
            values = [.text("note", .note)]
        case .serviceChannels:
            name = "service_channel"
            keys = [.service, .channel, .startsOn]
            values = [.endsBefore]
        case .channels:
            name = "channel"
            keys = [.code("channel code")]
            values = [
                .nameArabic, .nameEnglish,
                CatalogueField(name: "mode", column: .mode) { row, _ in
                    .text(try row.word(.mode, RequestChannel.Mode.words).rawValue)
                },
            ]
        case .agencies:
            name = "agency"
            keys = [.code("agency code")]
            values = [.nameArabic, .nameEnglish]
        case .links:
            name = "service_agency"
            keys = [
                .service,
                CatalogueField(name: "agency_id", column: .agency) { row, session in
                    .integer(try session.agencies.required(.agency, of: row))
                },
                .startsOn,
            ]
            values = [.day("linked_on", .linkedOn, notBefore: .startsOn, notAfter: .endsOn), .endsBefore]
        case .holidays:
            name = "holiday"
            keys = [
                CatalogueField(name: "day", column: .day) { row, _ in
                    .text(
                        try row.read(.day) { (text) throws(RegistryError) in try CivilDate(text).counted() }.description
                    )
                }
            ]
            values = [.nameArabic, .nameEnglish]
        case .offices, .requests, .appointments, .visits, .contacts, .ratings, .counts, .coverage:
            name = "office"
            keys = [.code("office code")]
            values = [
                .nameArabic, .nameEnglish,
                CatalogueField(name: "kind", column: .kind) { row, _ in
                    .text(try row.word(.kind, kinds, ifEmpty: "municipality"))
                },
                .day("opened_on", .openedOn), .day("closed_on", .closedOn, after: .openedOn),
            ]
        }
    }
}

private let kinds: [(names: [String], word: String)] = [
    (["amanah", "أمانة"], "amanah"),
    (["headquarters", "مقر الأمانة", "المقر"], "headquarters"),
    (["municipality", "بلدية"], "municipality"),
    (["sub_municipality", "sub-municipality", "branch", "بلدية فرعية", "فرع"], "sub_municipality"),
    (["department", "إدارة"], "department"),
    (["service_centre", "service centre", "service center", "مركز خدمة", "مركز خدمات"], "service_centre"),
    (["other", "أخرى"], "other"),
]

extension CatalogueField {
    fileprivate static func code(_ what: String) -> CatalogueField {
        CatalogueField(name: "code", column: .code) { row, _ in
            .text(
                try row.read(.code) { (text) throws(RegistryError) in
                    try CodeText.check(text, as: what)
                    return text
                })
        }
    }

    fileprivate static let nameArabic = CatalogueField(name: "name_ar", column: .nameArabic) { row, _ in
        .text(name(row, .nameArabic, .nameEnglish))
    }
    fileprivate static let nameEnglish = CatalogueField(name: "name_en", column: .nameEnglish) { row, _ in
        .text(name(row, .nameEnglish, .nameArabic))
    }

    /// The name in one language, or in the other, or the code or the day.
    private static func name(_ row: ImportRow, _ own: ImportColumn, _ other: ImportColumn) -> String {
        row.optionalText(own) ?? row.optionalText(other) ?? row.optionalText(.code) ?? row.text(.day)
    }

    fileprivate static let service = CatalogueField(name: "service_id", column: .service) { row, session in
        .integer(try session.services.required(.service, of: row))
    }
    fileprivate static let channel = CatalogueField(name: "channel_id", column: .channel) { row, session in
        .integer(try session.channels.required(.channel, of: row))
    }
    static let serviceIfGiven = CatalogueField(name: "service_id", column: .service) { row, session in
        try session.services.id(.service, of: row).sqliteValue
    }
    fileprivate static let startsOn = CatalogueField(name: "starts_on", column: .startsOn) { row, _ in
        let day = try row.readIfGiven(.startsOn) { (text) throws(RegistryError) in try CivilDate(text).counted() }
        return .text((day ?? .earliest).description)
    }
    /// The day after the last.
    fileprivate static let endsBefore = CatalogueField(name: "ends_before", column: .endsOn) { row, _ in
        let last = try row.readIfGiven(.endsOn) { (text) throws(RegistryError) in try CivilDate(text) }
        guard let last else { return .null }
        let first = try row.readIfGiven(.startsOn) { (text) throws(RegistryError) in try CivilDate(text) }
        guard first.map({ $0 <= last }) ?? true else {
            throw RowRefusal(
                .endsOn, .wrongOrder, "it ends on \(last), before it starts", remedy: "correct one of the two days")
        }
        return .text(try last.adding(days: 1).description)
    }

    fileprivate static func text(_ name: String, _ column: ImportColumn) -> CatalogueField {
        CatalogueField(name: name, column: column) { row, _ in row.optionalText(column).sqliteValue }
    }

    fileprivate static func day(
        _ name: String, _ column: ImportColumn, after earlier: ImportColumn? = nil,
        notBefore first: ImportColumn? = nil,
        notAfter last: ImportColumn? = nil
    ) -> CatalogueField {
        CatalogueField(name: name, column: column) { row, _ in
            let day = try row.readIfGiven(column) { (text) throws(RegistryError) in try CivilDate(text).counted() }
            guard let day else {
                return .null
            }
            if let other = earlier ?? first,
                let start = try row.readIfGiven(other, { (text) throws(RegistryError) in try CivilDate(text) }),
                day < start || (earlier != nil && day == start)
            {
                throw RowRefusal(
                    column, .wrongOrder, "\(column.name) \(day) is not after \(other.name) \(start)",
                    remedy: "correct one of the two days")
            }
            if let last, let end = try row.readIfGiven(last, { (text) throws(RegistryError) in try CivilDate(text) }),
                end < day
            {
                throw RowRefusal(
                    column, .wrongOrder, "\(column.name) \(day) is after \(last.name) \(end)",
                    remedy: "correct one of the two days")
            }
            return .text(day.description)
        }
    }
}
