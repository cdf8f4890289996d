// Each figure as a call on the registry, in a read of its own. Several figures that are to be of one moment are asked
// for within one ``Registry/read(_:)-(_)``.
extension Registry {
    /// The digitization rate of a period, in a read of its own.
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

    /// How the digitization rate moved, a refusal thrown, in a read of its own.
    public func digitizationChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> DigitizationChange {
        try translating {
            try read { city in
                try city.digitizationChange(
                    from: baseline, to: current, scope: scope, by: breakdown, basis: basis,
                    assistedCountsAsDigital: assistedCountsAsDigital, ifUneven: ifUneven)
            }
        }
    }

    /// How the digitization rate moved, a refusal thrown, without blocking the caller's thread.
    public func digitizationChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> DigitizationChange {
        try await reading { city throws(RegistryError) in
            try city.digitizationChange(
                from: baseline, to: current, scope: scope, by: breakdown, basis: basis,
                assistedCountsAsDigital: assistedCountsAsDigital, ifUneven: ifUneven)
        }
    }

    /// How the digitization rate moved, a refusal being a result, in a read of its own.
    public func digitizationComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> DigitizationChange {
        try translating {
            try read { city in
                try city.digitizationComparison(
                    from: baseline, to: current, scope: scope, by: breakdown, basis: basis,
                    assistedCountsAsDigital: assistedCountsAsDigital, ifUneven: ifUneven)
            }
        }
    }

    /// How the digitization rate moved, a refusal being a result, without blocking the caller's thread.
    public func digitizationComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        basis: DigitizationRate.Basis = .submitted, assistedCountsAsDigital: Bool = false,
        ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> DigitizationChange {
        try await reading { city throws(RegistryError) in
            try city.digitizationComparison(
                from: baseline, to: current, scope: scope, by: breakdown, basis: basis,
                assistedCountsAsDigital: assistedCountsAsDigital, ifUneven: ifUneven)
        }
    }

    /// The fall in visits or visitors, a refusal thrown, in a read of its own.
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

    /// The fall in visits or visitors, a refusal thrown, without blocking the caller's thread.
    public func visitReduction(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> VisitComparison {
        try await reading { city throws(RegistryError) in
            try city.visitReduction(
                from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// The fall in visits or visitors, a refusal being a result, in a read of its own.
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

    /// The fall in visits or visitors, a refusal being a result, without blocking the caller's thread.
    public func visitComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, unit: CountedMeasure? = nil,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> VisitComparison {
        try await reading { city throws(RegistryError) in
            try city.visitComparison(
                from: baseline, to: current, scope: scope, unit: unit, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// Why visits moved, a refusal thrown, in a read of its own.
    public func visitExplanation(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> VisitExplanation {
        try translating {
            try read { city in
                try city.visitExplanation(from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// Why visits moved, a refusal thrown, without blocking the caller's thread.
    public func visitExplanation(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> VisitExplanation {
        try await reading { city throws(RegistryError) in
            try city.visitExplanation(from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// A plain count of requests, visits or visitors, in a read of its own.
    public func counts(
        of measure: CountedMeasure, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CountFigure {
        try translating {
            try read { city in
                try city.counts(of: measure, in: period, scope: scope, by: breakdown)
            }
        }
    }

    /// A plain count of requests, visits or visitors, without blocking the caller's thread.
    public func counts(
        of measure: CountedMeasure, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> CountFigure {
        try await reading { city throws(RegistryError) in
            try city.counts(of: measure, in: period, scope: scope, by: breakdown)
        }
    }

    /// How long completed requests took, in a read of its own.
    public func completionTime(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CompletionTime {
        try translating {
            try read { city in
                try city.completionTime(in: period, scope: scope, by: breakdown)
            }
        }
    }

    /// How long completed requests took, without blocking the caller's thread.
    public func completionTime(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> CompletionTime {
        try await reading { city throws(RegistryError) in
            try city.completionTime(in: period, scope: scope, by: breakdown)
        }
    }

    /// How much of the catalogue is open digitally on a day, in a read of its own.
    public func catalogueDigitization(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CatalogueDigitization {
        try translating {
            try read { city in
                try city.catalogueDigitization(on: day, scope: scope, by: breakdown)
            }
        }
    }

    /// How much of the catalogue is open digitally on a day, without blocking the caller's thread.
    public func catalogueDigitization(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> CatalogueDigitization {
        try await reading { city throws(RegistryError) in
            try city.catalogueDigitization(on: day, scope: scope, by: breakdown)
        }
    }

    /// How many needed links with other agencies are live on a day, in a read of its own.
    public func integration(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Integration {
        try translating {
            try read { city in
                try city.integration(on: day, scope: scope, by: breakdown)
            }
        }
    }

    /// How many needed links with other agencies are live on a day, without blocking the caller's thread.
    public func integration(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> Integration {
        try await reading { city throws(RegistryError) in
            try city.integration(on: day, scope: scope, by: breakdown)
        }
    }
}

extension Registry {
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
