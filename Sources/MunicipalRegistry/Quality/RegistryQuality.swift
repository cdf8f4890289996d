// Contact, satisfaction and effort as calls on the registry, in a read of their own.
extension Registry {
    /// How many attempts of a period reached somebody, in a read of its own.
    public func contactRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> ContactRate {
        try translating {
            try read { city in try city.contactRate(in: period, scope: scope, by: breakdown) }
        }
    }

    /// How many attempts of a period reached somebody, without blocking the caller's thread.
    public func contactRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> ContactRate {
        try await reading { city throws(RegistryError) in
            try city.contactRate(in: period, scope: scope, by: breakdown)
        }
    }

    /// The satisfaction of a period, in a read of its own.
    public func satisfaction(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Satisfaction {
        try translating {
            try read { city in try city.satisfaction(in: period, scope: scope, by: breakdown) }
        }
    }

    /// The satisfaction of a period, without blocking the caller's thread.
    public func satisfaction(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> Satisfaction {
        try await reading { city throws(RegistryError) in
            try city.satisfaction(in: period, scope: scope, by: breakdown)
        }
    }

    /// How many visits a request took, of those completed in a period, in a read of its own.
    public func visitsPerCompletedRequest(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> VisitsPerRequest {
        try translating {
            try read { city in try city.visitsPerCompletedRequest(in: period, scope: scope, by: breakdown) }
        }
    }

    /// How many visits a request took, of those completed in a period, without blocking the caller's thread.
    public func visitsPerCompletedRequest(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> VisitsPerRequest {
        try await reading { city throws(RegistryError) in
            try city.visitsPerCompletedRequest(in: period, scope: scope, by: breakdown)
        }
    }

    /// How the contact rate moved from one period to another, in a read of its own.
    public func contactRateChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> QualityChange<ContactCounts> {
        try translating {
            try read { city in try city.contactRateChange(from: baseline, to: current, scope: scope, by: breakdown) }
        }
    }

    /// How the contact rate moved from one period to another, without blocking the caller's thread.
    public func contactRateChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> QualityChange<ContactCounts> {
        try await reading { city throws(RegistryError) in
            try city.contactRateChange(from: baseline, to: current, scope: scope, by: breakdown)
        }
    }

    /// How satisfaction moved from one period to another, in a read of its own.
    public func satisfactionChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> QualityChange<RatingCounts> {
        try translating {
            try read { city in try city.satisfactionChange(from: baseline, to: current, scope: scope, by: breakdown) }
        }
    }

    /// How satisfaction moved from one period to another, without blocking the caller's thread.
    public func satisfactionChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> QualityChange<RatingCounts> {
        try await reading { city throws(RegistryError) in
            try city.satisfactionChange(from: baseline, to: current, scope: scope, by: breakdown)
        }
    }
}
