extension Registry {
    /// The digitization rate of a period, in a read of its own; see ``RegistryAccess/digitizationRate(in:scope:by:basis:assistedCountsAsDigital:)``.
    public func digitizationRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false
    ) throws(RegistryError) -> DigitizationRate {
        try translating {
            try read { city in
                try city.digitizationRate(
                    in: period, scope: scope, by: breakdown, basis: basis,
                    assistedCountsAsDigital: assistedCountsAsDigital)
            }
        }
    }

    /// The digitization rate of a period, without blocking the caller's thread.
    public func digitizationRate(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false
    ) async throws(RegistryError) -> DigitizationRate {
        try await reading { city throws(RegistryError) in
            try city.digitizationRate(
                in: period, scope: scope, by: breakdown, basis: basis, assistedCountsAsDigital: assistedCountsAsDigital)
        }
    }

    /// The fall in visits or visitors, in a read of its own; see ``RegistryAccess/visitReduction(from:to:scope:unit:by:ifUneven:)``.
    public func visitReduction(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitComparison {
        try translating {
            try read { city in
                try city.visitReduction(
                    from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// The fall in visits or visitors, without blocking the caller's thread.
    public func visitReduction(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> VisitComparison {
        try await reading { city throws(RegistryError) in
            try city.visitReduction(
                from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// The same, where a refusal is a result; see ``RegistryAccess/visitComparison(from:to:scope:unit:by:ifUneven:)``.
    public func visitComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitComparison {
        try translating {
            try read { city in
                try city.visitComparison(
                    from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// The same, where a refusal is a result, without blocking the caller's thread.
    public func visitComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> VisitComparison {
        try await reading { city throws(RegistryError) in
            try city.visitComparison(
                from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// Reads a figure without blocking the caller's thread.
    func reading<T: Sendable>(
        _ figure: @escaping @Sendable (borrowing RegistryReader) throws(RegistryError) -> T
    ) async throws(RegistryError) -> T {
        do {
            return try await read { city in try figure(city) }
        } catch {
            throw try Registry.translated(error)
        }
    }

    private static func translated(_ error: any Error) throws(RegistryError) -> RegistryError {
        try translating { throw error }
    }
}
