// Each as a call on the registry, in a transaction of its own.
extension Registry {
    /// Publishes a figure; see ``RegistryAccess/publish(_:wording:)``.
    ///
    /// - Parameters:
    ///   - figure: what is published.
    ///   - actor: who publishes it.
    ///   - wording: its words, made of what it comes to; nil to store none.
    @discardableResult
    public func publish(
        _ figure: NewPublishedFigure, as actor: String? = nil,
        wording: ((FigureDraft) throws -> FigureWords)? = nil
    ) throws(RegistryError) -> PublishedFigure {
        try translating(path) { try write(as: actor) { city in try city.publish(figure, wording: wording) } }
    }

    /// Publishes a figure without blocking the caller's thread.
    @discardableResult
    public func publish(
        _ figure: NewPublishedFigure, as actor: String? = nil,
        wording: (@Sendable (FigureDraft) throws -> FigureWords)? = nil
    ) async throws(RegistryError) -> PublishedFigure {
        do {
            return try await write(as: actor) { city in try city.publish(figure, wording: wording) }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    /// The figures that were published, in the order in which they were.
    public func publishedFigures(after id: Int64 = 0, limit: Int = 100) throws(RegistryError) -> [PublishedFigure] {
        try translating(path) { try read { city in try city.publishedFigures(after: id, limit: limit) } }
    }

    /// The figures that were published, without blocking the caller's thread.
    public func publishedFigures(
        after id: Int64 = 0, limit: Int = 100
    ) async throws(RegistryError) -> [PublishedFigure] {
        try await reading { city throws(RegistryError) in try city.publishedFigures(after: id, limit: limit) }
    }
}

extension Registry {
    /// Holds a published figure, or every one, against what it comes to now.
    ///
    /// Each is looked at in a read of its own, so that none keeps writers waiting for all of them.
    ///
    /// - Parameter id: the figure's number; nil for all, in the order in which they were published.
    public func recheck(_ id: Int64? = nil) throws(RegistryError) -> [FigureRecheck] {
        var ids = id.map { [$0] } ?? []
        if id == nil { ids = try publishedFigureIDs() }
        var results: [FigureRecheck] = []
        for id in ids {
            results.append(try translating(path) { try read { city in try city.recheck(id) } })
        }
        return results
    }

    /// Holds a published figure, or every one, against what it comes to now, without blocking the caller's thread.
    public func recheck(_ id: Int64? = nil) async throws(RegistryError) -> [FigureRecheck] {
        var ids = id.map { [$0] } ?? []
        if id == nil { ids = try await reading { city throws(RegistryError) in try city.publishedFigureIDs() } }
        var results: [FigureRecheck] = []
        for id in ids { results.append(try await reading { city throws(RegistryError) in try city.recheck(id) }) }
        return results
    }

    private func publishedFigureIDs() throws(RegistryError) -> [Int64] {
        try translating(path) { try read { city in try city.publishedFigureIDs() } }
    }

    /// All that is known of a published figure, in a read of its own.
    public func trace(_ id: Int64) throws(RegistryError) -> FigureTrace {
        try translating(path) { try read { city in try city.trace(id) } }
    }

    /// All that is known of a published figure, without blocking the caller's thread.
    public func trace(_ id: Int64) async throws(RegistryError) -> FigureTrace {
        try await reading { city throws(RegistryError) in try city.trace(id) }
    }

    /// Notes where a published figure appeared; see ``RegistryAccess/noteAppearance(ofFigure:in:on:)``.
    public func noteAppearance(
        ofFigure id: Int64, in place: String, on day: CivilDate? = nil, as actor: String? = nil
    ) throws(RegistryError) {
        try translating(path) {
            try write(as: actor) { city in try city.noteAppearance(ofFigure: id, in: place, on: day) }
        }
    }

    /// Notes where a published figure appeared, without blocking the caller's thread.
    public func noteAppearance(
        ofFigure id: Int64, in place: String, on day: CivilDate? = nil, as actor: String? = nil
    ) async throws(RegistryError) {
        do {
            try await write(as: actor) { city in try city.noteAppearance(ofFigure: id, in: place, on: day) }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }

    /// Stores what the authority itself says of a period; see
    /// ``RegistryAccess/state(explanation:of:against:scope:by:)``.
    public func state(
        explanation texts: FigureWords, of period: Period, against baseline: Period? = nil, scope: Scope = .authority,
        by statedBy: String? = nil, as actor: String? = nil
    ) throws(RegistryError) {
        try translating(path) {
            try write(as: actor) { city in
                try city.state(explanation: texts, of: period, against: baseline, scope: scope, by: statedBy)
            }
        }
    }

    /// Stores what the authority itself says of a period, without blocking the caller's thread.
    public func state(
        explanation texts: FigureWords, of period: Period, against baseline: Period? = nil, scope: Scope = .authority,
        by statedBy: String? = nil, as actor: String? = nil
    ) async throws(RegistryError) {
        do {
            try await write(as: actor) { city in
                try city.state(explanation: texts, of: period, against: baseline, scope: scope, by: statedBy)
            }
        } catch {
            throw RegistryError.translated(error, at: path)
        }
    }
}

extension RegistryAccess {
    fileprivate func publishedFigureIDs() throws(RegistryError) -> [Int64] {
        try translating("published figures") {
            try connection.rows("SELECT id FROM published_figure ORDER BY id") { row in try row[0] as Int64 }
        }
    }
}
