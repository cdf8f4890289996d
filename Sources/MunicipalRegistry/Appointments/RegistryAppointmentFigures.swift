// Each figure about appointments as a call on the registry, in a read of its own. Several figures that are to be of one
// moment are asked for within one ``Registry/read(_:)-(_)``.
extension Registry {
    /// What became of appointments, and the no-show rate, in a read of its own.
    public func appointmentOutcomes(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentOutcomes {
        try translating {
            try read { city in try city.appointmentOutcomes(in: period, scope: scope, by: breakdown) }
        }
    }

    /// What became of appointments, and the no-show rate, without blocking the caller's thread.
    public func appointmentOutcomes(
        in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> AppointmentOutcomes {
        try await reading { city throws(RegistryError) in
            try city.appointmentOutcomes(in: period, scope: scope, by: breakdown)
        }
    }

    /// How the no-show rate moved, a refusal thrown, in a read of its own.
    public func appointmentOutcomeChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try translating {
            try read { city in
                try city.appointmentOutcomeChange(
                    from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How the no-show rate moved, a refusal thrown, without blocking the caller's thread.
    public func appointmentOutcomeChange(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try await reading { city throws(RegistryError) in
            try city.appointmentOutcomeChange(
                from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// How the no-show rate moved, a refusal being a result, in a read of its own.
    public func appointmentOutcomeComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try translating {
            try read { city in
                try city.appointmentOutcomeComparison(
                    from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How the no-show rate moved, a refusal being a result, without blocking the caller's thread.
    public func appointmentOutcomeComparison(
        from baseline: Period, to current: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil,
        ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentCounts> {
        try await reading { city throws(RegistryError) in
            try city.appointmentOutcomeComparison(
                from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// A share that appointments give, in a read of its own.
    public func appointmentRate(
        _ kind: AppointmentRate.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentFigure<AppointmentRate> {
        try translating {
            try read { city in try city.appointmentRate(kind, in: period, scope: scope, by: breakdown) }
        }
    }

    /// A share that appointments give, without blocking the caller's thread.
    public func appointmentRate(
        _ kind: AppointmentRate.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> AppointmentFigure<AppointmentRate> {
        try await reading { city throws(RegistryError) in
            try city.appointmentRate(kind, in: period, scope: scope, by: breakdown)
        }
    }

    /// How such a share moved, a refusal thrown, in a read of its own.
    public func appointmentRateChange(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try translating {
            try read { city in
                try city.appointmentRateChange(
                    kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How such a share moved, a refusal thrown, without blocking the caller's thread.
    public func appointmentRateChange(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try await reading { city throws(RegistryError) in
            try city.appointmentRateChange(
                kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// How such a share moved, a refusal being a result, in a read of its own.
    public func appointmentRateComparison(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try translating {
            try read { city in
                try city.appointmentRateComparison(
                    kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How such a share moved, a refusal being a result, without blocking the caller's thread.
    public func appointmentRateComparison(
        _ kind: AppointmentRate.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentRate> {
        try await reading { city throws(RegistryError) in
            try city.appointmentRateComparison(
                kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// How long something about appointments took, in a read of its own.
    public func appointmentTime(
        _ kind: AppointmentTime.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> AppointmentFigure<AppointmentTime> {
        try translating {
            try read { city in try city.appointmentTime(kind, in: period, scope: scope, by: breakdown) }
        }
    }

    /// How long something about appointments took, without blocking the caller's thread.
    public func appointmentTime(
        _ kind: AppointmentTime.Kind, in period: Period, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) async throws(RegistryError) -> AppointmentFigure<AppointmentTime> {
        try await reading { city throws(RegistryError) in
            try city.appointmentTime(kind, in: period, scope: scope, by: breakdown)
        }
    }

    /// How such a time moved, a refusal thrown, in a read of its own.
    public func appointmentTimeChange(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try translating {
            try read { city in
                try city.appointmentTimeChange(
                    kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How such a time moved, a refusal thrown, without blocking the caller's thread.
    public func appointmentTimeChange(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try await reading { city throws(RegistryError) in
            try city.appointmentTimeChange(
                kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }

    /// How such a time moved, a refusal being a result, in a read of its own.
    public func appointmentTimeComparison(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try translating {
            try read { city in
                try city.appointmentTimeComparison(
                    kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
            }
        }
    }

    /// How such a time moved, a refusal being a result, without blocking the caller's thread.
    public func appointmentTimeComparison(
        _ kind: AppointmentTime.Kind, from baseline: Period, to current: Period, scope: Scope = .authority,
        by breakdown: Breakdown? = nil, ifUneven: UnevenPeriods = .refuse
    ) async throws(RegistryError) -> AppointmentComparison<AppointmentTime> {
        try await reading { city throws(RegistryError) in
            try city.appointmentTimeComparison(
                kind, from: baseline, to: current, scope: scope, by: breakdown, ifUneven: ifUneven)
        }
    }
}
