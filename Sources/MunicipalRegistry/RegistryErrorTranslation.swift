public import RegistrySQLite

extension RegistryError {
    /// The registry's word for an error of SQLite's, which stays inside as the cause.
    public init(_ error: SQLiteError, at place: String? = nil) {
        if error.kind == .constraint, let rule = BrokenRule(message: error.message) {
            self.init(rule.code, rule.what, at: place, remedy: rule.remedy, cause: error)
            return
        }
        let (code, remedy) = RegistryError.meaning(of: error.kind)
        self.init(code, error.message, at: place, remedy: remedy, cause: error)
    }

    private static func meaning(of kind: SQLiteError.Kind) -> (Code, String?) {
        switch kind {
        case .constraint: (.ruleBroken, "correct the value so that it meets the rule")
        case .timedOut, .locked, .loadInProgress:
            (.locked, "somebody else is writing; try again, or allow a longer waitLimit")
        case .cancelled: (.cancelled, nil)
        case .readTooLong: (.readTooLong, "read less at a time, or allow a longer maximumReadDuration")
        case .nestedWrite, .nestedRead: (.nestedAccess, "use the transaction that is open already")
        case .closed: (.registryClosed, nil)
        case .outcomeUnknown:
            (.outcomeUnknown, "do it again with the same reference: what is there already is not written twice")
        case .missing: (.fileMissing, "check the path; `municipal init` makes a new registry")
        case .alreadyExists: (.alreadyExists, "choose another path; a file is never overwritten")
        case .directory: (.isDirectory, "name the file itself")
        case .empty: (.fileEmpty, "make a new registry with `municipal init`, at a path where nothing is")
        case .notADatabase: (.notADatabase, "name a registry's file")
        case .foreign: (.foreign, "name a registry's file")
        case .newer: (.newer, "use a newer version of this program")
        case .damaged: (.damaged, "restore a backup; `municipal doctor REGISTRY` says what can be read")
        case .cannotOpen: (.cannotOpen, "check that the folder is there, and who may write in it")
        case .readOnly: (.readOnly, "check who may write the file and its folder")
        case .writeInRead: (.readOnly, nil)
        case .full: (.diskFull, "make room, then do it again; nothing was written")
        case .affectedWAL: (.affectedWAL, "close the other programs that use the file, or link a newer SQLite")
        case .drift: (.drift, "put the schema back as it was; `municipal doctor REGISTRY` names what differs")
        case .invalidUTF8: (.invalidText, "store text as UTF-8")
        case .columnMissing, .typeMismatch, .tooManyArguments, .tooFewArguments, .notOneStatement, .invalidValue,
            .transactionControl:
            (.invalidQuery, nil)
        case .sqlite, .transactionLost, .noTransaction: (.failed, nil)
        }
    }
}

/// A rule of the schema that refused a change, known by the message of its trigger or constraint.
struct BrokenRule {
    let code: RegistryError.Code
    let what: String
    let remedy: String?

    /// Nil where the message is none of the schema's own.
    init?(message: String) {
        let rules = BrokenRule.known + BrokenRule.ofAppointments
        guard let rule = rules.first(where: { message.hasPrefix($0.message) }) else { return nil }
        self.code = rule.code
        self.what = message
        self.remedy = rule.remedy
    }

    private static let anotherCode = "choose another code, or change the row that has it"

    private static let known: [(message: String, code: RegistryError.Code, remedy: String?)] = [
        ("request: the service was not open on this channel", .channelNotOpen, "state the days with a service channel"),
        ("request: it lies inside a counted total", .insideTotal, "supersede the total, or leave the record out"),
        ("request: it would lie inside a counted total", .insideTotal, "supersede the total first"),
        ("visit: it lies inside a counted total", .insideTotal, "supersede the total, or leave the record out"),
        ("visit: it would lie inside a counted total", .insideTotal, "supersede the total first"),
        ("total: a counted total of the same box", .totalOverlaps, nil),
        ("total: it crosses", .totalOverlaps, nil),
        ("total: records lie inside it", .totalOverRecords, nil),
        ("total: its parts", .partsExceedWhole, "correct the total or its parts"),
        ("total: with it the parts", .partsExceedWhole, "correct the total or its parts"),
        ("total: the parts of", .partsExceedWhole, "correct the total or its parts"),
        ("office parent: an office would be", .circularTree, "give a parent that is not below the office"),
        ("office parent: an office would become", .circularTree, "give a parent that is not below the office"),
        ("office parent: without this row", .circularTree, nil),
        (
            "succession: the successor already", .circularSuccession,
            "give what came back a code of its own; where the earlier succession was a mistake, remove that first"
        ),
        ("channel: requests or totals use it", .channelInUse, "add another channel"),
        ("coverage: ", .coverageOverlaps, nil),
        ("office: one with", .duplicateCode, anotherCode), ("office: another", .duplicateCode, anotherCode),
        ("office: this code is an alias", .duplicateCode, anotherCode),
        ("office: the new code is an alias", .duplicateCode, anotherCode),
        ("office alias: one with", .duplicateCode, anotherCode), ("office alias: another", .duplicateCode, anotherCode),
        ("office alias: this", .duplicateCode, anotherCode),
        ("service: one with", .duplicateCode, anotherCode), ("service: another", .duplicateCode, anotherCode),
        ("service: this code is an alias", .duplicateCode, anotherCode),
        ("service: the new code is an alias", .duplicateCode, anotherCode),
        ("service alias: one with", .duplicateCode, anotherCode),
        ("service alias: another", .duplicateCode, anotherCode),
        ("service alias: this", .duplicateCode, anotherCode),
        ("channel: one with", .duplicateCode, anotherCode), ("channel: another", .duplicateCode, anotherCode),
        ("agency: one with", .duplicateCode, anotherCode), ("agency: another", .duplicateCode, anotherCode),
        ("source: one with", .duplicateCode, anotherCode), ("source: another", .duplicateCode, anotherCode),
        ("holiday: one with", .duplicateDay, "change the one that is there"),
        ("holiday: another", .duplicateDay, "change the one that is there"),
        ("service channel: the service", .stretchOverlaps, "close the stretch that is there first"),
        ("service link: the service", .stretchOverlaps, "end the need that is there first"),
        ("request: one with", .duplicateReference, nil), ("visit: one with", .duplicateReference, nil),
    ]
}
