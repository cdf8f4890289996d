import RegistrySQLite

/// Whether records name people, and visits requests, at all: found by index, where counting them reads every record.
extension RegistryAccess {
    /// Whether any visit, or the appointment of one, names who came.
    package func hasNamedVisitors() throws(RegistryError) -> Bool {
        try has(
            """
            SELECT EXISTS (SELECT 1 FROM visit WHERE beneficiary_id IS NOT NULL)
                OR EXISTS (SELECT 1 FROM appointment WHERE beneficiary_id IS NOT NULL)
            """)
    }

    /// Whether any request names whom it is for.
    package func hasNamedApplicants() throws(RegistryError) -> Bool {
        try has("SELECT EXISTS (SELECT 1 FROM request WHERE beneficiary_id IS NOT NULL)")
    }

    /// Whether any visit names the request that it is about.
    package func hasVisitsAboutRequests() throws(RegistryError) -> Bool {
        try has("SELECT EXISTS (SELECT 1 FROM visit WHERE request_id IS NOT NULL)")
    }

    private func has(_ query: String) throws(RegistryError) -> Bool {
        try translating("records") { try connection.value(Bool.self, query) ?? false }
    }
}
