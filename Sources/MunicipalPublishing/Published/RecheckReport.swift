public import MunicipalRegistry

/// Published figures beside what they come to now: what `municipal recheck` prints.
///
/// Encoded with snake-case keys, it is the tool's JSON; its keys are promised, and `docs/publishing.md` explains them.
public struct RecheckReport: Encodable, Sendable {
    /// A cell that comes to another count.
    struct Cell: Encodable, Sendable {
        let side: String
        let kind: String
        let office: String
        let officeScope: Nullable<String>
        let service: Nullable<String>
        let channel: Nullable<String>
        let mode: Nullable<String>
        let was: Int
        let now: Int

        init(_ difference: FigureRecheck.CellDifference) {
            let key = difference.key
            side = key.side.rawValue
            kind = key.kind.rawValue
            office = key.office
            officeScope = Nullable(key.officeScope?.rawValue)
            service = Nullable(key.service)
            channel = Nullable(key.channel)
            mode = Nullable(key.mode?.rawValue)
            was = difference.was
            now = difference.now
        }
    }

    /// What a batch did.
    struct Effect: Encodable, Sendable {
        let subject: String
        let batch: BatchDocument
        let undoneBy: Nullable<BatchDocument>
        let added: Int
        let removed: Int
        let isLater: Bool

        init(_ effect: FigureRecheck.BatchEffect) {
            subject = effect.subject.rawValue
            batch = BatchDocument(effect.batch)
            undoneBy = Nullable(effect.undoneBy.map(BatchDocument.init))
            added = effect.added
            removed = effect.removed
            isLater = effect.isLater
        }
    }

    /// An office as it was or is.
    struct Office: Encodable, Sendable {
        let code: String
        let nameAr: String
        let nameEn: String
        let openedOn: Nullable<String>
        let closedOn: Nullable<String>

        init(_ office: PublishedOffice) {
            code = office.code
            nameAr = office.nameArabic
            nameEn = office.nameEnglish
            openedOn = Nullable(office.openedOn?.description)
            closedOn = Nullable(office.closedOn?.description)
        }
    }

    /// A figure beside what it comes to now.
    struct Figure: Encodable, Sendable {
        let figure: FigureDocument
        let verdict: String
        let hasOtherCounts: Bool
        let baseline: Nullable<FigureDocument.Count>
        let current: Nullable<FigureDocument.Count>
        let percent: Nullable<String>
        let coverage: Nullable<String>
        let coverageDiffers: Bool
        let reasons: [String]
        let failure: Nullable<String>
        let presentVersion: Int
        let officesGone: [Office]
        let officesNew: [Office]
        let officesChanged: [Change]
        let cells: [Cell]
        let batches: [Effect]
        let edits: [EditDocument]
        let editCount: Int

        /// An office as it was and is.
        struct Change: Encodable, Sendable {
            let was: Office
            let now: Office
        }

        init(_ result: FigureRecheck, _ language: Language) {
            figure = FigureDocument(result.figure)
            verdict = result.hasMoved ? "moved" : "same"
            hasOtherCounts = result.hasOtherCounts
            baseline = Nullable(result.baseline.map(FigureDocument.Count.init))
            current = Nullable(result.current.map(FigureDocument.Count.init))
            percent = Nullable(result.percent)
            coverage = Nullable(result.status?.rawValue)
            coverageDiffers = result.coverageDiffers
            reasons = language.sentences(of: result.reasons).texts
            failure = Nullable(result.failure?.description)
            presentVersion = result.presentVersion
            officesGone = result.officesGone.map(Office.init)
            officesNew = result.officesNew.map(Office.init)
            officesChanged = result.officesChanged.map { Change(was: Office($0.was), now: Office($0.now)) }
            cells = result.cells.map(Cell.init)
            batches = result.batches.map(Effect.init)
            edits = result.edits.map(EditDocument.init)
            editCount = result.editCount
        }
    }

    /// How many come out as they were published.
    public let same: Int
    /// How many do not.
    public let moved: Int
    /// Each figure, in the order in which they were published.
    let figures: [Figure]
    let language: Language

    enum CodingKeys: CodingKey { case same, moved, figures }

    /// A report, its sentences in a language.
    public init(_ results: [FigureRecheck], in language: Language = .english) {
        figures = results.map { Figure($0, language) }
        moved = results.count(where: \.hasMoved)
        same = results.count - results.count(where: \.hasMoved)
        self.language = language
    }
}
