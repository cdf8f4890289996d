import RegistrySQLite

extension RegistryAccess {
    /// The corrections and removals, after a figure was published, that took something out of some of its cells or put it
    /// there; and where its offices or what it lacks differ, those of what says so.
    func findEdits(
        _ result: inout FigureRecheck, touching cells: Set<CellPlace>, _ books: FigureBooks
    ) throws(RegistryError) {
        let figure = result.figure
        let offices = Set(
            (result.officesGone + result.officesNew + result.officesChanged.map(\.now)).map {
                books.now.offices[$0.code] ?? $0.code
            })
        let seesOffices = result.officesDiffer
        let isMatched = figure.question.ifUneven == .match && !result.cells.isEmpty
        let seesCoverage = result.coverageDiffers || isMatched
        guard !cells.isEmpty || seesOffices || seesCoverage else { return }
        var (found, count): ([RecordedChange], Int) = ([], 0)
        func isWanted(_ change: RecordedChange) -> Bool {
            func id(_ name: String, _ row: [RecordedChange.Column]?) -> Int64? {
                if case .integer(let id) = row?.value(of: name) { id } else { nil }
            }
            func codes(_ name: String) -> Set<String> {
                Set(
                    [id(name, change.before), id(name, change.after)].compactMap { $0 }.compactMap { books.offices[$0] }
                )
            }
            switch change.table {
            case "office": return (seesOffices || isMatched) && (isMatched || !codes("id").isDisjoint(with: offices))
            case "office_parent":
                return (seesOffices || isMatched) && (isMatched || !codes("office_id").isDisjoint(with: offices))
            case "succession": return seesOffices || isMatched
            case "service": return isMatched
            case "coverage":
                return seesCoverage && change.before.value(of: "measure") == .text(figure.unit.rawValue)
            default:
                let before = Set(books.places(change.before, of: change.table, in: figure))
                let after = Set(books.places(change.after ?? [], of: change.table, in: figure))
                if change.table == "reported_count" { return !before.union(after).isDisjoint(with: cells) }
                // What stays in its cell moves nothing.
                return !before.symmetricDifference(after).isDisjoint(with: cells)
            }
        }
        try translating("changes") {
            try connection.forEach(FigureRecheck.laterChanges, [figure.lastChange]) { row in
                let change = try RecordedChange(row: row)
                guard isWanted(change) else { return }
                count += 1
                if found.count < FigureRecheck.mostEdits { found.append(change) }
            }
        }
        result.edits = found
        result.editCount = count
    }
}

extension FigureRecheck {
    fileprivate static let laterChanges = """
        SELECT id, batch_id, table_name, row_key, action, before, after, changed_at, actor, reason
        FROM change
        WHERE id > ?1
          AND table_name IN ('request', 'visit', 'reported_count', 'coverage', 'office', 'office_parent', 'succession', 'service')
        ORDER BY id
        """
}
