import RegistrySQLite

/// Supply, not use: services open on a digital channel on a day ÷ services open on any.
public struct CatalogueDigitization: Sendable, Hashable {
    /// What it covers; its period is the day.
    public let subject: FigureSubject
    /// The services.
    public let total: Services
    /// Open digitally ÷ open.
    public var ratio: Ratio { total.ratio }
    /// How it stands: flagged where the channels of some services are not stated.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: Services?

    /// Services in the catalogue on a day.
    public struct Services: Sendable, Hashable {
        /// Open on a digital channel.
        public var openDigitally = 0
        /// Open on any channel.
        public var open = 0
        /// Without any stated channel: they count neither way.
        public var notStated = 0
        /// Open digitally ÷ open.
        public var ratio: Ratio { Ratio(openDigitally, of: open) }
    }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// Its services.
        public let services: Services
    }
}

/// Links with other agencies that are live on a day ÷ those that the services of the catalogue need.
public struct Integration: Sendable, Hashable {
    /// What it covers; its period is the day.
    public let subject: FigureSubject
    /// The links.
    public let total: Links
    /// Live ÷ needed.
    public var ratio: Ratio { total.ratio }
    /// How it stands.
    public let status: FigureStatus
    /// The lines of the breakdown that was asked for.
    public let rows: [Row]
    /// The total less the lines; nil without a breakdown.
    public let notBrokenDown: Links?

    /// Links on a day.
    public struct Links: Sendable, Hashable {
        /// Live.
        public var live = 0
        /// Needed, live or not.
        public var needed = 0
        /// Live ÷ needed.
        public var ratio: Ratio { Ratio(live, of: needed) }
    }

    /// A line of a breakdown.
    public struct Row: Sendable, Hashable {
        /// What it is about.
        public let key: BreakdownKey
        /// Its links.
        public let links: Links
    }
}

extension RegistryAccess {
    /// How much of the catalogue is open digitally on a day.
    ///
    /// Offices are those that own the services; the authority with all below it has also those that nobody owns.
    ///
    /// - Parameter breakdown: by office, branch, service or sector.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`.
    public func catalogueDigitization(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> CatalogueDigitization {
        let look = try look(on: day, scope, breakdown)
        func services(_ cells: [ScopeCell]) throws(RegistryError) -> CatalogueDigitization.Services {
            var sum = CatalogueDigitization.Services()
            for counts in try self.counts(look.services, cells, look) {
                sum.openDigitally += counts[0]
                sum.open += counts[1]
                sum.notStated += counts[2]
            }
            return sum
        }
        let total = try services(look.scope.cells)
        var rest = total
        var rows: [CatalogueDigitization.Row] = []
        for part in look.parts {
            let part = CatalogueDigitization.Row(key: part.key, services: try services(part.cells))
            rest.openDigitally -= part.services.openDigitally
            rest.open -= part.services.open
            rest.notStated -= part.services.notStated
            rows.append(part)
        }
        return CatalogueDigitization(
            subject: look.subject, total: total,
            status: !total.ratio.isDefined ? .undefined : total.notStated > 0 ? .flagged : .ok, rows: rows,
            notBrokenDown: breakdown == nil ? nil : rest)
    }

    /// How many of the links with other agencies that services need are live on a day.
    ///
    /// Offices are those that own the services; the authority with all below it has also those that nobody owns.
    ///
    /// - Parameter breakdown: by office, branch, service or sector.
    ///
    /// Throws `unknownCode`, `emptyScope`, `invalidScope`.
    public func integration(
        on day: CivilDate, scope: Scope = .authority, by breakdown: Breakdown? = nil
    ) throws(RegistryError) -> Integration {
        let look = try look(on: day, scope, breakdown)
        func links(_ cells: [ScopeCell]) throws(RegistryError) -> Integration.Links {
            var sum = Integration.Links()
            for counts in try self.counts(look.links, cells, look) {
                sum.live += counts[0]
                sum.needed += counts[1]
            }
            return sum
        }
        let total = try links(look.scope.cells)
        var rest = total
        var rows: [Integration.Row] = []
        for part in look.parts {
            let part = Integration.Row(key: part.key, links: try links(part.cells))
            rest.live -= part.links.live
            rest.needed -= part.links.needed
            rows.append(part)
        }
        return Integration(
            subject: look.subject, total: total, status: total.ratio.isDefined ? .ok : .undefined, rows: rows,
            notBrokenDown: breakdown == nil ? nil : rest)
    }
}
