public import MunicipalRegistry

/// The method breaks of the series in a file: what `municipal breaks` prints.
public struct MethodBreakReport: Sendable, Encodable {
    /// The series, in the order in which the file has them.
    public let series: [MethodBreaks]

    /// Reads CSV: `period`, `very_dissatisfied`, `dissatisfied`, `neither`, `satisfied`, `very_satisfied`, `printed`, and a
    /// `series` where there are several.
    ///
    /// Throws what reading CSV throws; `invalidHeader`, `raggedRow`, `invalidPeriod`, `invalidCount`, `overflow`; `duplicateReference` for a
    /// period that a series has twice.
    public static func read(
        _ file: String, in encoding: ImportOptions.Encoding = .utf8,
        source: @escaping () throws(RegistryError) -> [UInt8]
    ) throws(RegistryError) -> MethodBreakReport {
        var reader = CSVReader(name: file, encoding: encoding.textEncoding, fieldLimit: 1_000, source: source)
        let header = try reader.header()
        let columns = try header.require(["period", "printed"] + scores)
        let name = header.index(of: "series")
        var names: [String] = []
        var points: [String: [MethodBreaks.Point]] = [:]
        var record = CSVRecord()
        while try reader.next(&record) {
            if record.isBlank { continue }
            if let mismatch = header.mismatch(of: record) { throw mismatch }
            let series = name.flatMap { record.field($0) } ?? ""
            let place = "\(file), line \(record.line)"
            let point: MethodBreaks.Point
            do {
                point = try Self.point(columns.map { record.field($0) ?? "" })
            } catch {
                throw RegistryError(error.code, error.what, at: place, remedy: error.remedy, cause: error)
            }
            if points[series] == nil { names.append(series) }
            if points[series]?.contains(where: { $0.period == point.period }) == true {
                throw RegistryError(
                    .duplicateReference, "\(point.period) is there twice", at: place,
                    remedy: "keep one of the two lines")
            }
            points[series, default: []].append(point)
        }
        var found: [MethodBreaks] = []
        for name in names { found.append(try MethodBreaks(name, points[name] ?? [])) }
        return MethodBreakReport(series: found)
    }

    private static let scores = ["very_dissatisfied", "dissatisfied", "neither", "satisfied", "very_satisfied"]

    private static func point(_ fields: [String]) throws(RegistryError) -> MethodBreaks.Point {
        var counts = RatingCounts()
        for (score, field) in zip(Rating.Score.allCases, fields.dropFirst(2)) {
            counts[score] = try CountText.parse(field)
        }
        let printed = fields[1]
        let parts = printed.split(separator: ".", omittingEmptySubsequences: false)
        let isDecimal =
            (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                (1...6).contains(part.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
        guard isDecimal else {
            throw RegistryError(
                .invalidCount, "\(printed.quoted) is not a printed figure",
                remedy: "write it as 89 or 89.5, without a sign")
        }
        return MethodBreaks.Point(period: try Period(fields[0]), counts: counts, printed: printed)
    }

    /// The report for people.
    public func rendered(in language: Language) -> String {
        let say = language.choose
        return series.map { series in
            let name = series.series.isEmpty ? "" : language.isolated(series.series) + ": "
            guard let rule = series.rule.value else {
                return name + say("لا تتبع أي قاعدة معروفة", "follows no known rule") + "\n"
            }
            var text =
                name
                + say(
                    "\(series.following) من \(series.points) تتبع: \(language.name(of: rule))",
                    "\(series.following) of \(series.points) follow: \(language.name(of: rule))") + "\n"
            for run in series.breaks {
                let other = run.rule.value.map(language.name) ?? say("قاعدة غير معروفة", "a rule that is not known")
                let days = language.isolated("\(run.from)..\(run.to)")
                text += "  \(days) (\(run.points)): \(other)\n"
            }
            for exception in series.exceptions {
                text +=
                    "  \(language.isolated(exception.period)): "
                    + say(
                        "نُشر \(exception.printed) والقاعدة تعطي \(exception.given.value ?? "–")",
                        "printed \(exception.printed), the rule gives \(exception.given.value ?? "nothing")") + "\n"
            }
            return text
        }.joined(separator: "\n")
    }
}

extension Language {
    /// What a rule is called.
    func name(of rule: SatisfactionRule) -> String {
        switch rule {
        case .weightedMean: choose("متوسط مرجح من 0 إلى 100", "mean weighted 0 to 100")
        case .shareSatisfied: choose("نسبة الراضين والراضين جدًا", "share satisfied or very satisfied")
        case .shareVerySatisfied: choose("نسبة الراضين جدًا", "share very satisfied")
        case .shareOfDecided: choose("نسبة الراضين دون المحايدين", "share satisfied of those not neutral")
        case .netSatisfied: choose("الراضون ناقص غير الراضين", "satisfied less dissatisfied")
        case .meanOfFive: choose("متوسط الدرجات من 5", "mean score of 5")
        }
    }
}
