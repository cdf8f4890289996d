extension Sample {
    /// The catalogue's tables.
    static let catalogue: [Sample] = [
        Sample(
            table: "office",
            columns: [
                c("id", "5"), c("code", "'NEOM'", "'WAJ'"), c("name_ar", "'نيوم'", "'اسم'"),
                c("name_en", "'Neom'", "'Another'"), c("kind", "'other'", "'other'"),
                c("opened_on", "'2000-01-01'", "'2001-01-01'"), c("closed_on", "'2030-01-01'", "'2031-01-01'"),
                c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 2", keys: [["id"], ["code"]], label: "office"),
        Sample(
            table: "office_parent",
            columns: [
                c("office_id", "4", "3"), c("parent_id", "1", "1"), c("starts_on", "'2022-01-01'", "'2011-01-01'"),
                c("batch_id", "0", "1"),
            ],
            existing: "office_id = 4 AND starts_on = '2010-01-01'", keys: [["office_id", "starts_on"]],
            label: "office parent"),
        Sample(
            table: "office_alias",
            columns: [c("code", "'NEO'", "'WJ'"), c("office_id", "4", "3"), c("batch_id", "0", "1")],
            existing: "code = 'WJH'", keys: [["code"]], label: "office alias"),
        Sample(
            table: "service",
            columns: [
                c("id", "4"), c("code", "'WELL'", "'PERMITS'"), c("name_ar", "'بئر'", "'اسم'"),
                c("name_en", "'Well'", "'Another'"), c("sector", "'water'", "'housing'"), c("office_id", "2", "3"),
                c("target_days", "5", "6"), c("introduced_on", "'2000-01-01'", "'2001-01-01'"),
                c("retired_on", "'2030-01-01'", "'2031-01-01'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["code"]], label: "service"),
        Sample(
            table: "service_alias",
            columns: [c("code", "'WEL'", "'PR'"), c("service_id", "3", "3"), c("batch_id", "0", "1")],
            existing: "code = 'PRM'", keys: [["code"]], label: "service alias"),
        Sample(
            table: "succession",
            columns: [
                c("id", "3"), c("kind", "'moved'", "'split'"), c("on_day", "'2021-01-01'", "'2021-01-01'"),
                c("predecessor_office_id", "2"), c("successor_office_id", "3"), c("predecessor_service_id", "NULL"),
                c("successor_service_id", "NULL"), c("note", "'a note'", "'another note'"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1",
            keys: [["id"], ["predecessor_office_id", "successor_office_id", "kind", "on_day"]], label: "succession"),
        Sample(
            table: "channel",
            columns: [
                c("id", "4"), c("code", "'phone'", "'app'"), c("name_ar", "'هاتف'", "'اسم'"),
                c("name_en", "'Phone'", "'Another'"), c("mode", "'assisted'"), c("batch_id", "0", "1"),
                c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["code"]], label: "channel"),
        Sample(
            table: "service_channel",
            columns: [
                c("service_id", "2", "3"), c("channel_id", "1", "3"), c("starts_on", "'2021-01-01'", "'2019-01-01'"),
                c("ends_before", "'2030-01-01'", "'2030-01-01'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "service_id = 1 AND channel_id = 1", keys: [["service_id", "channel_id", "starts_on"]],
            label: "service channel"),
        Sample(
            table: "agency",
            columns: [
                c("id", "3"), c("code", "'POWER'", "'CD'"), c("name_ar", "'الكهرباء'", "'اسم'"),
                c("name_en", "'Power'", "'Another'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "id = 1", keys: [["id"], ["code"]], label: "agency"),
        Sample(
            table: "service_agency",
            columns: [
                c("service_id", "2", "3"), c("agency_id", "1", "2"), c("starts_on", "'2021-01-01'", "'2019-01-01'"),
                c("linked_on", "'2022-01-01'", "'2023-01-01'"), c("ends_before", "'2030-01-01'", "'2031-01-01'"),
                c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "service_id = 1", keys: [["service_id", "agency_id", "starts_on"]], label: "service link"),
        Sample(
            table: "holiday",
            columns: [
                c("day", "'2024-02-22'", "'2024-09-24'"), c("name_ar", "'يوم'", "'اسم'"),
                c("name_en", "'Day'", "'Another'"), c("batch_id", "0", "1"), c("line", "7", "8"),
            ],
            existing: "day = '2024-09-23'", keys: [["day"]], label: "holiday"),
        Sample(
            table: "beneficiary",
            columns: [
                c("id", "2"), c("token", "'ABCDEFGHIJKLMNOPQRSTUV'", "'zbcdefghijklmnopqrstuv'"),
                c("kind", "'business'", "'business'"), c("batch_id", "0", "1"),
            ],
            existing: "id = 1", keys: [["id"], ["token"]], label: "beneficiary"),
    ]
}
