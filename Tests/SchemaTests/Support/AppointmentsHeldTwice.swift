extension HeldTwice {
    /// A step that follows from nothing.
    private static let follows = "appointment_step_rules: 'step: it does not follow"
    /// An appointment that is not what its steps say.
    private static let keeps = "appointment_follows_its_steps: 'appointment: its slot"

    /// A step whose id is not the next.
    private static let counts = "appointment_step_rules: 'step: its id"

    /// Those of appointments, which write their first step themselves, and whose steps write them.
    static let appointments: [(rule: String, others: [String])] = [
        ("appointment NOT NULL (state)", [keeps]),
        ("appointment CHECK (state = ", ["appointment_is_booked: 'appointment: it begins", keeps]),
        ("appointment_references: 'appointment: slot_id", ["appointment_step_references: 'step: slot_id"]),
        ("appointment_references: 'appointment: batch_id", ["appointment_step_references: 'step: batch_id"]),
        ("appointment_step KEY (id)", [follows, keeps, counts]),
        ("appointment_step_not_replaced", [follows, counts]),
        ("appointment_step NOT NULL (appointment_id)", [follows]),
        ("appointment_step NOT NULL (kind)", [follows]),
        ("appointment_step CHECK (kind = ", [follows, "appointment NOT NULL (state)", keeps]),
        ("appointment_step_references: 'step: appointment_id", [follows]),
        // A visit with an appointment writes a step, and is where and when its slot is.
        ("visit_appointment_key", [follows]),
        (
            "visit_references_appointment: '",
            ["visit_checks_in", "visit_appointment_rules: 'visit: it is not at"]
        ),
        (
            "visit_references_appointment_update: '",
            ["visit_checks_in", "visit_appointment_rules_update: 'visit: it would not"]
        ),
    ]
}
