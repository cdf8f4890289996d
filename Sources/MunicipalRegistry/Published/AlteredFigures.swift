extension RegistryAccess {
    /// Published figures whose stored offices, cells and counts do not give their digests; nil where all do.
    func alteredFigures() throws(RegistryError) -> DoctorReport.Finding? {
        var altered: [PublishedFigure] = []
        var last: Int64 = 0
        while true {
            let page = try publishedFigures(after: last)
            guard let end = page.last else { break }
            for figure in page {
                let text = FigureText(figure, try offices(ofFigure: figure.id), try cells(ofFigure: figure.id))
                if text.digest != figure.digest { altered.append(figure) }
            }
            last = end.id
        }
        return altered.first.map { figure in
            DoctorReport.Finding(
                kind: .publishedFigureAltered, count: altered.count, example: "figure \(figure.id), \(figure.title)")
        }
    }
}
