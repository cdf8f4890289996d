import RegistrySQLite

/// Reads what the records of several kinds have in common.
struct RecordReading {
    /// Throws a refusal unless the row's reference can be kept.
    static func checkReference(_ row: ImportRow) throws {
        let (isEmpty, isPlain, length) = row.withBytes(.reference) { bytes in
            let isPlain = (0x21...0x7E).contains(bytes.first ?? 0) && (0x21...0x7E).contains(bytes.last ?? 0)
            // Bytes that do not continue a character, as `length` counts in SQL.
            let length = bytes.count <= 200 ? bytes.count : bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            return (bytes.isEmpty, isPlain, length)
        }
        if isEmpty {
            throw RowRefusal(
                .reference, .invalidValue, "the reference is empty",
                remedy: "give each record the number by which its source knows it")
        }
        // What a field has at its ends is taken away; behind the apostrophe of an export, or in --map-value, it may be left.
        if !isPlain, TextRule.hasUnseenEnds(row.text(.reference)) {
            throw RowRefusal(
                .reference, .invalidValue, "the reference has white space or an invisible mark at an end",
                remedy: "take it away: with it, it would be the reference of another record")
        }
        if length > 200 {
            throw RowRefusal(
                .reference, .invalidValue, "the reference has \(length) characters",
                remedy: "references have at most 200 characters")
        }
    }

    /// Throws a refusal where the day or moment of a column is still to come, by the registry's clock.
    static func check(
        past made: DayText, _ column: ImportColumn, _ writer: borrowing RegistryWriter
    ) throws {
        let now = try writer.now
        guard made.dayNumber > now.day.dayNumber || made.instant.map({ $0 > now.instant }) ?? false else { return }
        throw RowRefusal(
            column, .wrongOrder, "\(made.momentString ?? made.dayString) is still to come, it is \(now)",
            remedy: "correct the time, or leave the row out")
    }

    /// The key of a row's beneficiary, made where the token is new; nil where the row names none.
    static func beneficiary(
        of row: ImportRow, _ session: ImportSession, _ writer: borrowing RegistryWriter
    ) throws -> Int64? {
        guard row.has(.beneficiary) else { return nil }
        guard
            let token = try row.readIfGiven(
                .beneficiary, { (text) throws(RegistryError) in try BeneficiaryToken(text) })
        else { return nil }
        let kind = try row.word(.beneficiaryKind, kinds, ifEmpty: "unknown")
        let known = try writer.connection.first("SELECT id, kind FROM beneficiary WHERE token = ?", token.text) { row in
            (id: try row[0] as Int64, kind: try row[1] as String)
        }
        if let known {
            if known.kind == "unknown", kind != "unknown" {
                _ = try session.batch(writer)
                try writer.connection.run("UPDATE beneficiary SET kind = ? WHERE id = ?", kind, known.id)
                return known.id
            }
            guard kind == "unknown" || known.kind == kind else {
                throw RowRefusal(
                    .beneficiaryKind, .invalidValue, "the beneficiary \(token) is kept as \(known.kind), not \(kind)",
                    remedy: "give the kind that is kept, or a token of its own")
            }
            return known.id
        }
        try writer.connection.run(
            "INSERT INTO beneficiary (token, kind, batch_id) VALUES (?, ?, ?)", token.text, kind,
            try session.batch(writer))
        return writer.connection.lastInsertRowID
    }

    /// The record of a table that a column of a row names: of the row's own source, or the only one of any.
    static func record(
        _ table: String, _ column: ImportColumn, of row: ImportRow, source: Int64, _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> Int64? {
        guard row.has(column), let reference = row.optionalText(column) else { return nil }
        let query = "SELECT id FROM \(table) WHERE source_id = ? AND reference = ?"
        if let id = try writer.connection.value(Int64.self, query, source, reference) { return id }
        var found: [Int64] = []
        for other in session.sources.all where other != source {
            if let id = try writer.connection.value(Int64.self, query, other, reference) { found.append(id) }
        }
        if found.count == 1 { return found.first }
        throw RowRefusal(
            column, found.isEmpty ? .unknownRecord : .ambiguousName,
            found.isEmpty
                ? "there is no \(table) \(reference.quoted)"
                : "\(found.count) sources have \(table == "appointment" ? "an" : "a") \(table) \(reference.quoted)",
            remedy: found.isEmpty
                ? "import the \(table)s first, or leave the \(table) out"
                : "import the file under the \(table)s' own source (--source)")
    }

    private static let kinds: [(names: [String], word: String)] = [
        (["individual", "فرد", "أفراد"], "individual"),
        (["business", "منشأة", "منشآت", "أعمال"], "business"),
        (["government", "جهة حكومية", "جهات حكومية", "حكومي"], "government"),
        (["unknown", "غير معروف", "غير معروفة"], "unknown"),
    ]

    /// The refusal of a row whose reference another record has.
    static func duplicate(
        _ row: ImportRow, batch: Int64, line: Int?, unlike: [String], _ session: ImportSession,
        _ writer: borrowing RegistryWriter
    ) throws -> RowRefusal {
        let reference = row.text(.reference).quoted
        let origin = try session.origin(batch: batch, line: line, writer)
        if batch == session.currentBatch {
            return RowRefusal(
                .reference, .duplicateReference, "the reference \(reference) is in \(origin) too",
                remedy: "leave one of the two lines out, or give each record a reference of its own", otherLine: line)
        }
        return RowRefusal(
            .reference, .duplicateReference,
            "the reference \(reference) is there with other content (\(origin)): \(unlike.joined(separator: ", "))",
            remedy: "let the file take its place (--replace), or name the source that the file is from (--source)")
    }
}
