extension Sample {
    /// The tables that triggers fill, so that questions need not work them out each time.
    static let derived: [Sample] = [
        Sample(
            table: "office_scope",
            columns: [
                c("scope", "'own:99'"), c("office_id", "99"), c("below", "0"), c("starts_on", "'1900-01-01'"),
                c("ends_before", "'9999-12-31'"),
            ],
            existing: "scope = 'own:2' AND starts_on = '1900-01-01'",
            keys: [["scope", "office_id", "below", "starts_on"]], label: "office scope"),
        Sample(
            table: "service_scope",
            columns: [
                c("scope", "'just:99'"), c("service_id", "99"), c("starts_on", "'1900-01-01'"),
                c("ends_before", "'9999-12-31'"),
            ],
            existing: "scope = 'just:2'", keys: [["scope", "service_id", "starts_on"]], label: "service scope"),
        Sample(
            table: "channel_scope", columns: [c("scope", "'channel:99'"), c("channel_id", "99")],
            existing: "scope = 'channel:2'", keys: [["scope", "channel_id"]], label: "channel scope"),
    ]
}
