extension Sample {
    /// The tables of what is offered, booked and said.
    static let appointments: [Sample] = [
        Sample(
            table: "opening_hours",
            columns: [
                c("id", "2"), c("office_id", "3", "3"), c("service_id", "1", "1"), c("desk", "'B1'", "'B2'"),
                c("weekday", "'mon'", "'tue'"), c("opens", "'08:00'", "'08:30'"), c("closes", "'14:00'", "'13:00'"),
                c("mode", "'remote'", "'remote'"), c("slot_minutes", "20", "10"), c("capacity", "2", "3"),
                c("notice_minutes", "30", "60"), c("ahead_days", "30", "60"),
                c("starts_on", "'2022-01-01'", "'2023-01-01'"), c("ends_before", "'2030-01-01'", "'2031-01-01'"),
                c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"]], label: "opening hours"),
        Sample(
            table: "closure",
            columns: [
                c("id", "2"), c("office_id", "3", "3"), c("starts_on", "'2024-11-01'", "'2024-11-15'"),
                c("ends_before", "'2024-11-05'", "'2024-12-05'"), c("name_ar", "'صيانة'", "'اسم'"),
                c("name_en", "'Repairs'", "'Another'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"]], label: "closure"),
        Sample(
            table: "slot",
            columns: [
                c("id", "5"), c("office_id", "3", "3"), c("service_id", "1", "1"), c("desk", "'B1'", "'B3'"),
                c("mode", "'remote'", "'remote'"),
                c("starts_at", "'2024-05-06T10:00:00+03:00'", "'2024-05-06T09:05:00+03:00'"),
                c("ends_at", "'2024-05-06T10:15:00+03:00'", "'2024-05-06T09:20:00+03:00'"), c("capacity", "2", "3"),
                c("booked", "0"), c("notice_minutes", "5", "10"), c("ahead_days", "60", "90"),
                c("on_day_off", "0", "1"), c("closed_at", "NULL", "'2024-05-01T09:00:00+03:00'"),
                c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 2", keys: [["id"]], label: "slot"),
        Sample(
            table: "appointment",
            columns: [
                c("id", "3"), c("source_id", "1", "2"), c("reference", "'A-70'", "'A-71'"), c("slot_id", "3"),
                c("service_id", "1"), c("request_id", "1", "2"), c("beneficiary_id", "1", "NULL"),
                c("booked_at", "'2024-04-20T09:00:00+03:00'"), c("state", "'booked'"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["source_id", "reference"]], label: "appointment"),
        Sample(
            table: "appointment_step",
            columns: [
                c("id", "3"), c("appointment_id", "1"), c("kind", "'rescheduled'"),
                c("at", "'2024-05-02T09:00:00+03:00'"), c("slot_id", "2"), c("reason", "'a reason'"),
                c("batch_id", "0"), c("line", "7"),
            ],
            existing: "id = 1", keys: [["id"]], label: "step"),
        Sample(
            table: "contact",
            columns: [
                c("id", "2"), c("source_id", "1", "2"), c("reference", "'C-70'", "'C-71'"),
                c("appointment_id", "1"), c("request_id", "NULL"), c("contacted_on", "'2024-05-01'", "'2024-05-02'"),
                c("contacted_at", "'2024-05-01T09:00:00+03:00'", "'2024-04-30T10:00:00+03:00'"),
                c("way", "'phone'", "'email'"), c("outcome", "'reached'", "'reached'"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["source_id", "reference"]], label: "contact"),
        Sample(
            table: "rating",
            columns: [
                c("id", "2"), c("source_id", "1", "2"), c("reference", "'Q-70'", "'Q-71'"), c("office_id", "3", "3"),
                c("service_id", "1", "2"), c("channel_id", "1", "2"), c("starts_on", "'2022-01-01'"),
                c("ends_before", "'2022-01-02'"), c("score", "5", "3"), c("count", "1"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["source_id", "reference"]], label: "rating"),
    ]

    /// A slot of the seeded city, with some of its columns as given.
    static func slot(_ changes: [String: String] = [:]) -> String { of("slot")?.insert(changes) ?? "" }

    /// An appointment of the seeded city, in a slot.
    static func booking(_ slot: String, _ changes: [String: String] = [:]) -> String {
        of("appointment")?.insert(
            ["id": "NULL", "reference": "'A-71'", "slot_id": slot, "beneficiary_id": "NULL"].merging(changes) { $1 })
            ?? ""
    }

    /// A step of an appointment; of the seeded one, unless said otherwise.
    static func step(_ kind: String, at: String, of appointment: Int = 1, _ changes: [String: String] = [:]) -> String {
        of("appointment_step")?.insert(
            [
                "id": "NULL", "appointment_id": "\(appointment)", "kind": "'\(kind)'", "at": "'\(at)'",
                "slot_id": "NULL",
            ].merging(changes) { $1 }) ?? ""
    }

    /// The visit that the seeded appointment brings.
    static func checkIn(_ changes: [String: String] = [:]) -> String {
        of("visit")?.insert(
            [
                "office_id": "2", "appointment_id": "1", "visited_on": "'2024-05-05'",
                "arrived_at": "'2024-05-05T08:55:00+03:00'", "served_at": "NULL", "left_at": "NULL",
            ].merging(changes) { $1 }) ?? ""
    }
}
