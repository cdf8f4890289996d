import RegistrySQLite

/// Where a published figure appeared.
public struct FigureAppearance: Sendable, Hashable, Identifiable {
    /// Its key.
    public let id: Int64
    /// The figure.
    public let figure: Int64
    /// A newspaper, a page's address, a report.
    public let place: String
    /// The day on which it appeared there, or was seen.
    public let day: CivilDate
}

extension RegistryAccess where Rights == ReadWrite {
    /// Notes where a published figure appeared; it can be noted at any time, and is never taken away.
    ///
    /// - Parameters:
    ///   - place: a newspaper, a page's address, a report.
    ///   - day: when; nil for today.
    /// - Throws: `unknownRecord`, `invalidValue`, `invalidText`.
    public func noteAppearance(
        ofFigure id: Int64, in place: String, on day: CivilDate? = nil
    ) throws(RegistryError) {
        try TextRule.check(shown: place, as: "place where it appeared", atMost: 1_000)
        try TextRule.check(counted: day, at: nil)
        let figure = try publishedFigure(id: id)
        let batch = try batch()
        let today = try now.day
        try translating("appearance") { try insert(appearance: place, on: day ?? today, figure: figure.id, batch) }
    }
}

extension RegistryAccess {
    /// Where a published figure appeared, in the order in which it was noted.
    public func appearances(ofFigure id: Int64) throws(RegistryError) -> [FigureAppearance] {
        try translating("appearances") {
            try connection.rows(
                "SELECT id, figure_id, place, seen_on FROM published_figure_appearance WHERE figure_id = ?1 ORDER BY id",
                id
            ) { row in
                FigureAppearance(id: try row[0], figure: try row[1], place: try row[2], day: try row[3])
            }
        }
    }
}
