/// The names of a file that the catalogue has not, written as files that add them once they are complete.
final class UnknownNames {
    private let folder: String
    private var counts: [ImportKind: [String: Int]] = [:]

    init(_ folder: String) {
        self.folder = folder
    }

    /// Notes what a refused row names in vain: a row is refused for the first of them only.
    func note(_ row: ImportRow, _ session: ImportSession) {
        note(.services, row, .service, session.services)
        note(.channels, row, .channel, session.channels)
        note(.offices, row, .office, session.offices)
        note(.agencies, row, .agency, session.agencies)
        guard session.kind == .successions, let subject = try? row.word(.subject, Succession.Subject.words) else {
            return
        }
        for column in [ImportColumn.predecessor, .successor] {
            switch subject {
            case .office: note(.offices, row, column, session.offices)
            case .service: note(.services, row, column, session.services)
            }
        }
    }

    private func note(_ kind: ImportKind, _ row: ImportRow, _ column: ImportColumn, _ known: CatalogueIndex) {
        guard row.has(column) else { return }
        let name = row.text(column)
        guard !name.isEmpty, known.lacks(name) else { return }
        // Thousands of names are a column mistaken for another, and need not be kept.
        guard counts[kind]?[name] != nil || (counts[kind]?.count ?? 0) < 10_000 else { return }
        counts[kind, default: [:]][name, default: 0] += 1
    }

    /// Writes a file for each kind, the most frequent names first; on a dry run it only says which it would write.
    ///
    /// Throws `unwritableFile`; also where the file is there, since somebody may have completed it.
    func finish(_ session: ImportSession) throws(RegistryError) -> [ImportReport.UnknownFile] {
        var files: [ImportReport.UnknownFile] = []
        if !counts.isEmpty, !session.options.dryRun { try FilePlace.makeFolder(folder) }
        for kind in [ImportKind.offices, .services, .channels, .agencies] {
            guard let counts = counts[kind] else { continue }
            let path = "\(folder)/unknown-\(kind.rawValue).csv"
            guard !FilePlace.exists(path) else {
                throw RegistryError(
                    .unwritableFile, "the file is there already, and is not overwritten", at: path,
                    remedy: "import it once it is complete, or remove it")
            }
            let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
            if !session.options.dryRun { try write(names, kind, to: path, index(of: kind, session)) }
            files.append(ImportReport.UnknownFile(kind: kind, path: path, names: names.count))
        }
        return files
    }

    private func index(of kind: ImportKind, _ session: ImportSession) -> CatalogueIndex {
        switch kind {
        case .services: session.services
        case .channels: session.channels
        case .agencies: session.agencies
        default: session.offices
        }
    }

    private func write(
        _ names: [String], _ kind: ImportKind, to path: String, _ known: CatalogueIndex
    ) throws(RegistryError) {
        let output = try CSVOutput.replacing(path)
        var writer = CSVWriter { (bytes) throws(RegistryError) in try output.write(bytes) }
        let hasMode = kind == .channels
        try writer.write((["code", "name_ar", "name_en"] + (hasMode ? ["mode"] : [])).map { .text($0) })
        var number = 0
        for name in names {
            var code = name
            if (try? CodeText.check(name)) == nil {
                // A name in Arabic, or with spaces: the code is made up, and may be changed before it is imported.
                repeat {
                    number += 1
                    code = "\(kind.singular)-\(number)"
                } while !known.lacks(code)
            }
            let isArabic = name.unicodeScalars.contains { $0.value >= 0x0600 && $0.value <= 0x06FF }
            let cells: [CSVWriter.Cell] = [
                .text(code), isArabic ? .text(name) : .empty, isArabic ? .empty : .text(name),
            ]
            try writer.write(cells + (hasMode ? [.empty] : []))
        }
        try writer.finish()
        try output.finish()
    }
}
