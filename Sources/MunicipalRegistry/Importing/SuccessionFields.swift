/// The columns of successions: what happened to an office or a service, and since when.
///
/// They say who follows whom and nothing else: closing days, parents and codes stand in the files of offices and services.
extension CatalogueField {
    static let successionKind = CatalogueField(name: "kind", column: .kind) { row, _ in
        try row.word(.kind, Succession.Kind.words).sqliteValue
    }
    static let successionDay = CatalogueField(name: "on_day", column: .day) { row, _ in
        try row.read(.day) { (text) throws(RegistryError) in try CivilDate(text).counted() }.sqliteValue
    }

    /// Who comes before and who follows, of one subject; nobody where the row is of the other.
    static func succession(of subject: Succession.Subject) -> [CatalogueField] {
        [
            CatalogueField(name: "predecessor_\(subject)_id", column: .predecessor) { row, session in
                guard try row.word(.subject, Succession.Subject.words) == subject else { return .null }
                return .integer(try member(.predecessor, subject, row, session))
            },
            CatalogueField(name: "successor_\(subject)_id", column: .successor) { row, session in
                guard try row.word(.subject, Succession.Subject.words) == subject else { return .null }
                return .integer(try successor(subject, row, session))
            },
        ]
    }

    private static func member(
        _ column: ImportColumn, _ subject: Succession.Subject, _ row: ImportRow, _ session: ImportSession
    ) throws -> Int64 {
        switch subject {
        case .office: try session.offices.required(column, of: row)
        case .service: try session.services.required(column, of: row)
        }
    }

    /// Who follows; the same one where the row names nobody, which a merger or a split cannot leave open.
    private static func successor(
        _ subject: Succession.Subject, _ row: ImportRow, _ session: ImportSession
    ) throws -> Int64 {
        let kind = try row.word(.kind, Succession.Kind.words)
        let before = try member(.predecessor, subject, row, session)
        let after = row.optionalText(.successor) == nil ? before : try member(.successor, subject, row, session)
        guard after != before || (kind != .merged && kind != .split) else {
            throw RowRefusal(
                .successor, .circularSuccession,
                "\(row.text(.predecessor)) is \(kind.rawValue), and nobody else follows it",
                remedy: "name the \(subject.rawValue) that follows")
        }
        return after
    }
}

extension Succession.Kind {
    /// The words of a file, the one that is stored first.
    static let words: [(names: [String], word: Succession.Kind)] = [
        (["recoded", "recode", "تغيير الرمز"], .recoded), (["renamed", "rename", "تغيير الاسم"], .renamed),
        (["merged", "merge", "replaced", "دمج", "استبدال"], .merged), (["split", "تقسيم"], .split),
        (["moved", "move", "نقل"], .moved),
    ]
}

extension Succession.Subject {
    /// The words of a file, the one that is stored first.
    static let words: [(names: [String], word: Succession.Subject)] = [
        (["office", "municipality", "بلدية", "البلدية"], .office), (["service", "خدمة", "الخدمة"], .service),
    ]
}
