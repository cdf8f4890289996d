// Figures about people as calls on the registry, in a read of their own.
extension Registry {
    /// How many people came in a period, in a read of its own.
    public func distinctVisitors(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> DistinctVisitors {
        try translating {
            try read { city in try city.distinctVisitors(in: period, scope: scope, by: breakdown) }
        }
    }

    /// How many people came in a period, without blocking the caller's thread.
    public func distinctVisitors(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> DistinctVisitors {
        try await reading { city throws(RegistryError) in
            try city.distinctVisitors(in: period, scope: scope, by: breakdown)
        }
    }

    /// How many of a period's beneficiaries made a digital request, in a read of its own.
    public func adoption(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Adoption {
        try translating {
            try read { city in try city.adoption(in: period, scope: scope, by: breakdown) }
        }
    }

    /// How many of a period's beneficiaries made a digital request, without blocking the caller's thread.
    public func adoption(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> Adoption {
        try await reading { city throws(RegistryError) in
            try city.adoption(in: period, scope: scope, by: breakdown)
        }
    }
}
