public import MunicipalRegistry

/// All that is known of a published figure: what `municipal trace` prints.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised, and `docs/publishing.md` explains them.
public struct TraceReport: Encodable, Sendable {
    /// A definition of the measure.
    struct Definition: Encodable, Sendable {
        let version: Int
        let textAr: String
        let textEn: String

        init(_ definition: MeasureDefinition) {
            version = definition.version
            textAr = definition.textArabic
            textEn = definition.textEnglish
        }
    }

    /// What it adds up from one place.
    struct Cell: Encodable, Sendable {
        let side: String
        let kind: String
        let office: String
        let officeScope: Nullable<String>
        let service: Nullable<String>
        let channel: Nullable<String>
        let mode: Nullable<String>
        let startsOn: Nullable<String>
        let endsOn: Nullable<String>
        let count: Int
        let batch: Int64
        let firstLine: Nullable<Int>
        let lastLine: Nullable<Int>

        init(_ cell: FigureCell) {
            let key = cell.key
            side = key.side.rawValue
            kind = key.kind.rawValue
            office = key.office
            officeScope = Nullable(key.officeScope?.rawValue)
            service = Nullable(key.service)
            channel = Nullable(key.channel)
            mode = Nullable(key.mode?.rawValue)
            startsOn = Nullable(key.days?.firstDay.description)
            endsOn = Nullable(key.days?.lastDay.description)
            count = cell.count
            batch = cell.batch
            firstLine = Nullable(cell.firstLine)
            lastLine = Nullable(cell.lastLine)
        }
    }

    /// Where it appeared.
    struct Appearance: Encodable, Sendable {
        let place: String
        let on: String
    }

    let figure: FigureDocument
    let definition: Definition
    let presentDefinition: Definition
    let offices: [RecheckReport.Office]
    let cells: [Cell]
    let batches: [BatchDocument]
    let intact: Bool
    let appearances: [Appearance]
    let statedExplanations: [QuotedExplanation]
    let recheck: RecheckReport.Figure
    let laterEdits: [EditDocument]
    let laterEditCount: Int
    let replaced: Nullable<FigureDocument>
    let replacing: Nullable<FigureDocument>
    let language: Language

    enum CodingKeys: CodingKey {
        case figure, definition, presentDefinition, offices, cells, batches, intact, appearances, statedExplanations,
            recheck, laterEdits, laterEditCount, replaced, replacing
    }

    /// A report, its sentences in a language.
    public init(_ trace: FigureTrace, in language: Language = .english) {
        figure = FigureDocument(trace.figure)
        definition = Definition(trace.definition)
        presentDefinition = Definition(trace.presentDefinition)
        offices = trace.offices.map(RecheckReport.Office.init)
        cells = trace.cells.map(Cell.init)
        batches = trace.batches.map(BatchDocument.init)
        intact = trace.isIntact
        appearances = trace.appearances.map { Appearance(place: $0.place, on: $0.day.description) }
        statedExplanations = trace.explanations.map(QuotedExplanation.init)
        recheck = RecheckReport.Figure(trace.recheck, language)
        laterEdits = trace.laterEdits.map(EditDocument.init)
        laterEditCount = trace.laterEditCount
        replaced = Nullable(trace.replaced.map(FigureDocument.init))
        replacing = Nullable(trace.replacing.map(FigureDocument.init))
        self.language = language
    }
}
