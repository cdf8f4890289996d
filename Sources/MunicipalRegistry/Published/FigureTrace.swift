/// All that is known of a published figure: what an auditor asks for.
public struct FigureTrace: Sendable {
    /// The figure as it was published.
    public let figure: PublishedFigure
    /// The definition that it was made by.
    public let definition: MeasureDefinition
    /// The present definition of its measure.
    public let presentDefinition: MeasureDefinition
    /// The offices of its scope, as they were.
    public let offices: [PublishedOffice]
    /// What it adds up, and where that came from.
    public let cells: [FigureCell]
    /// The batches that brought its cells, by number, with the files of those that were imports.
    public let batches: [Batch]
    /// Whether what is stored of it gives its digest.
    public let isIntact: Bool
    /// Where it appeared.
    public let appearances: [FigureAppearance]
    /// What the authority itself says of its periods.
    public let explanations: [StatedExplanation]
    /// What it comes to now.
    public let recheck: FigureRecheck
    /// Every later correction and removal of what is in its cells, at most ``FigureRecheck/mostEdits``, whether or not it moved
    /// the figure.
    public let laterEdits: [RecordedChange]
    /// How many there are.
    public let laterEditCount: Int
    /// The figure that it replaces.
    public let replaced: PublishedFigure?
    /// The figure that replaces it.
    public let replacing: PublishedFigure?
}

extension RegistryAccess {
    /// All that is known of a published figure.
    ///
    /// Throws `unknownRecord` where there is none of that number; `overflow`.
    public func trace(_ id: Int64) throws(RegistryError) -> FigureTrace {
        let figure = try publishedFigure(id: id)
        let (offices, cells) = (try offices(ofFigure: id), try cells(ofFigure: id))
        let books = try FigureBooks(self)
        let recheck = try recheck(figure, books)
        var later = recheck
        let places = cells.map { CellPlace($0.key.recoded(books.now)) } + recheck.cells.map { CellPlace($0.key) }
        try findEdits(&later, touching: Set(places), books)
        var batches: [Batch] = []
        for id in Set(cells.map(\.batch)).sorted() { if let batch = try batch(id: id) { batches.append(batch) } }
        var (replaced, replacing): (PublishedFigure?, PublishedFigure?)
        if let other = figure.replaces { replaced = try publishedFigure(id: other) }
        if let other = figure.replacedBy { replacing = try publishedFigure(id: other) }
        return FigureTrace(
            figure: figure, definition: try definition(of: figure.question.measure, version: figure.definitionVersion),
            presentDefinition: try definition(of: figure.question.measure), offices: offices, cells: cells,
            batches: batches, isIntact: FigureText(figure, offices, cells).digest == figure.digest,
            appearances: try appearances(ofFigure: id),
            explanations: try statedExplanations(
                of: figure.question.period, against: figure.question.baseline, text: figure.scopeText),
            recheck: recheck, laterEdits: later.edits, laterEditCount: later.editCount, replaced: replaced,
            replacing: replacing)
    }
}
