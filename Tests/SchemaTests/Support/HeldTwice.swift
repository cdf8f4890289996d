/// Rules that two parts of the schema hold: taking one away is not enough to get round them.
enum HeldTwice {
    /// What else holds what a rule holds.
    ///
    /// - A key is UNIQUE, and a trigger refuses the row that OR REPLACE would put in another's place.
    /// - A reference is a foreign key, for those who switch them on, and a trigger for those who do not.
    /// - The columns of a primary key are NOT NULL where the table has no rowid.
    static func others(than rule: Rule, in rules: [Rule]) throws -> [Rule] {
        let table = rules.filter { $0.table == rule.table }
        let listed = pairs.filter { rule.description.hasPrefix($0.rule) }.flatMap(\.others)
        let named = rules.filter { other in listed.contains { other.description.hasPrefix($0) } }
        switch rule.kind {
        case .key:
            return named
                + table.filter {
                    $0.object == "\(rule.table)_not_replaced" || $0.object == "\(rule.table)_not_replaced_by_update"
                        || (rule.text == "id"
                            && ($0.object == "\(rule.table)_keeps_id" || $0.object == "\(rule.table)_counts_up"))
                }
        case .reference:
            return named
                + rules.filter {
                    $0.object.hasPrefix("\(rule.table)_references") && $0.text.contains(": \(rule.text) names no")
                        || $0.object == "\(rule.target ?? "")_in_use"
                            && $0.text.hasSuffix("names it as \(rule.text); it cannot be deleted")
                }
        case .notNull:
            return named + table.filter { $0.kind == .key && $0.ranges.count > 1 && $0.mentions(rule.text) }
        default:
            return named
        }
    }

    /// The other rules that are held twice: a rule, and what else holds it (by the beginnings of their descriptions).
    static let pairs: [(rule: String, others: [String])] =
        [
            // A circle is also deeper than any tree may be; its own rule says what is wrong.
            ("office_parent_is_a_tree: 'office parent: an office", ["office_parent_is_a_tree: 'office parent: more"]),
            (
                "office_parent_stays_a_tree: 'office parent: an office",
                ["office_parent_stays_a_tree: 'office parent: more"]
            ),
            (
                "office_parent_leaves_a_tree: 'office parent: without this row an office",
                ["office_parent_leaves_a_tree: 'office parent: without this row more"]
            ),
            // Two stretches of one key overlap.
            ("service_channel KEY", ["service_channel_does_not_overlap", "service_channel_comes_to_no_overlap"]),
            // The CHECK of a moment that must be there refuses NULL too.
            ("change NOT NULL (changed_at)", ["change CHECK (changed_at GLOB"]),
            ("registry NOT NULL (created_at)", ["registry CHECK (created_at GLOB"]),
            ("service_agency KEY", ["service_agency_does_not_overlap", "service_agency_comes_to_no_overlap"]),
            // What a scope is made of is not NULL there either, and what is nowhere is in no set.
            (
                "office_set_office NOT NULL",
                ["office_scope_after_office_set_office_insert", "office_set_holds_its_own"]
            ),
            ("office_set_office REFERENCES", ["office_set_holds_its_own"]),
            // A total of no set has no office.
            ("reported_count NOT NULL (office_set_id)", ["reported_count_starts_alone: 'total: its office set"]),
            // The total that holds another is found, never written.
            (
                "reported_count REFERENCES (container_id)",
                ["reported_count_starts_alone: 'total: container_id", "reported_count_keeps_container"]
            ),
        ] + appointments + published
}
