/// The columns of each kind, and what none of them may hold.
extension ColumnAttempts {
    typealias Column = (table: String, column: String)

    /// Codes: 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
    static let codes: [Column] = [
        ("office", "code"), ("office_alias", "code"), ("service", "code"), ("service_alias", "code"),
        ("channel", "code"), ("agency", "code"), ("source", "code"), ("registry", "code"), ("opening_hours", "desk"),
        ("slot", "desk"),
    ]
    static let badCodes = [
        "''", "' '", "'a b'", "'é'", "'ABC '", "'.x'", "'بلدية'", tooLong(64), "'AB' || char(0)",
        "'AB' || char(0) || 'C'",
    ]

    static let names: [Column] =
        ["office", "service", "channel", "agency", "holiday", "registry", "closure"].flatMap {
            [($0, "name_ar"), ($0, "name_en")]
        }
        + [("source", "name")]

    static let notes: [Column] = [
        ("succession", "note"), ("reported_count", "note"), ("coverage", "note"), ("import_batch", "reason"),
        ("change", "reason"),
    ]

    /// Days from 1900 on; the last of all, 9999-12-31, stands for "still" and is none of them.
    static let firstDays: [Column] =
        [
            ("office", "opened_on"), ("service", "introduced_on"), ("holiday", "day"), ("request", "submitted_on"),
            ("visit", "visited_on"), ("office_set", "on_day"), ("office", "closed_on"), ("service", "retired_on"),
            ("contact", "contacted_on"),
        ] + stretchStarts
    /// Days on which something starts that may still hold.
    static let stretchStarts: [Column] = [
        ("office_parent", "starts_on"), ("service_channel", "starts_on"), ("service_agency", "starts_on"),
        ("reported_count", "starts_on"), ("coverage", "starts_on"), ("succession", "on_day"),
        ("opening_hours", "starts_on"), ("closure", "starts_on"), ("rating", "starts_on"),
    ]
    /// Days that another day of the same row comes before.
    static let openDays: [Column] = [
        ("service_channel", "ends_before"), ("service_agency", "ends_before"), ("service_agency", "linked_on"),
        ("reported_count", "ends_before"), ("coverage", "ends_before"), ("request", "closed_on"),
        ("opening_hours", "ends_before"), ("closure", "ends_before"), ("rating", "ends_before"),
    ]
    static let badDays = [
        "'2033-02-29'", "'2032-02-30'", "''", "'2033-01-01 '", "' 2033-01-01'", "'2033-1-1'", "2460311",
        "'2460311.5'", "'2033-01-01T00:00:00'", "'2033-01-01' || char(0)", "'01/02/2033'", "'2033-13-01'",
        "'٢٠٣٣-٠١-٠١'",
    ]

    /// The moments of the books, which no record's day holds.
    static let booksMoments: [Column] = [
        ("import_batch", "made_at"), ("registry", "created_at"), ("change", "changed_at"),
    ]
    static let badMoments = [
        "'DAYT24:00:00+03:00'", "'DAYT25:00:00+03:00'", "'DAYT09:12   +03:00'", "'DAYT   09:12+03:00'",
        "'DAYT09:12:00+03:00' || char(0)", "'DAYT09:12:00+03:00' || char(0) || 'x'", "'DAYT09:12:00Z'",
        "'DAY 09:12:00+03:00'", "'DAYt09:12:00+03:00'", "'DAYT09:12:60+03:00'", "'DAYT09:60:00+03:00'",
        "'DAYT09:12:00.5+03:00'", "'DAYT09:12:00+15:00'", "'DAYT09:12:00+03:60'", "'DAYT09:12:00'", "'DAY'", "'now'",
        "''", "1714543200",
    ]
    static let impossibleDays = [
        "'2023-02-29T09:00:00+03:00'", "'2024-06-31T09:00:00+03:00'", "'1960-01-01T09:00:00+03:00'",
    ]

    /// Characters that nobody sees, the first and the last of each stretch of them.
    static let unseen = [
        0x0B, 0x0C, 0x85, 0xA0, 0xAD, 0x061C, 0x1680, 0x180E, 0x2000, 0x200B, 0x200E, 0x200F, 0x2028, 0x202F, 0x205F,
        0x2066, 0x206F, 0x3000, 0xFEFF,
    ]

    /// A text of one letter more than the limit.
    static func tooLong(_ limit: Int) -> String { "substr(hex(zeroblob(\(limit))), 1, \(limit + 1))" }
}
