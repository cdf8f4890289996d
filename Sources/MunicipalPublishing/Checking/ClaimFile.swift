import Foundation
import MunicipalRegistry

/// A file of structured claims, read and checked.
///
/// ```json
/// {
///   "counts": [
///     {"id": "before", "value": 5393, "unit": "visitors", "scope": "TABUK", "period": "2023-H1"},
///     {"id": "after", "value": 1733, "unit": "visitors", "scope": "TABUK", "period": "2024-H1"}
///   ],
///   "percentages": [
///     {"value": "67.87", "kind": "reduction", "wording": "exact", "from": "before", "to": "after"}
///   ]
/// }
/// ```
struct ClaimFile: Sendable {
    struct Count: Sendable {
        let id: String
        let value: Int
        let unit: StatementUnit
        /// An office's code, alias or name; nil where none is said.
        let scope: String?
        let officeScope: OfficeScope?
        let period: CalendarPeriod?
    }

    struct Percentage: Sendable {
        let claim: PercentClaim
        /// The counts it is about: before and after, or whole and part.
        let from: Int?
        let to: Int?
    }

    let counts: [Count]
    let percentages: [Percentage]

    /// Throws `invalidValue`, `unknownWord`, `invalidCount`, `invalidPeriod`, each with the place in the file.
    init(_ bytes: [UInt8], file: String) throws(RegistryError) {
        let raw: Raw
        do {
            raw = try JSONDecoder().decode(Raw.self, from: Data(bytes))
        } catch {
            throw RegistryError(
                .invalidValue, "the claims cannot be read: \(Self.describe(error))", at: file,
                remedy: "give an object with \"counts\" and \"percentages\", as docs/checking.md shows", cause: error)
        }
        var counts: [Count] = []
        for (index, count) in (raw.counts ?? []).enumerated() {
            counts.append(try Self.count(count, at: "\(file), counts[\(index)]"))
        }
        var places: [String: Int] = [:]
        for (index, count) in counts.enumerated() {
            guard places.updateValue(index, forKey: count.id) == nil else {
                throw RegistryError(
                    .invalidValue, "two counts have the id \(count.id.quoted)", at: "\(file), counts[\(index)]",
                    remedy: "give each count an id of its own")
            }
        }
        var percentages: [Percentage] = []
        for (index, percentage) in (raw.percentages ?? []).enumerated() {
            percentages.append(try Self.percentage(percentage, places, at: "\(file), percentages[\(index)]"))
        }
        self.counts = counts
        self.percentages = percentages
    }

    private static func count(_ raw: Raw.Count, at place: String) throws(RegistryError) -> Count {
        guard let value = raw.value else {
            throw RegistryError(.invalidCount, "the count has no value", at: place, remedy: "give \"value\"")
        }
        guard let unit = raw.unit else {
            throw RegistryError(
                .unknownWord, "the count does not say what it counts", at: place,
                remedy: "give \"unit\", one of \(words(StatementUnit.self))")
        }
        let number = try placed(place) { () throws(RegistryError) in try CountText.parse(value.text) }
        // So that percentages of it can be reckoned with.
        guard number < 1_000_000_000_000_000 else {
            throw RegistryError(
                .overflow, "\(value.text.quoted) is more than a statement can count", at: place,
                remedy: "give a count below 10 to the 15th")
        }
        var period: CalendarPeriod?
        if let text = raw.period { period = try placed(place) { () throws(RegistryError) in try CalendarPeriod(text) } }
        return Count(
            id: raw.id ?? place, value: number, unit: try word(unit, "unit", at: place), scope: raw.scope,
            officeScope: try raw.officeScope.map { text throws(RegistryError) in
                try word(text, "office_scope", at: place)
            }, period: period)
    }

    private static func percentage(
        _ raw: Raw.Percentage, _ places: [String: Int], at place: String
    ) throws(RegistryError) -> Percentage {
        let tokens = StatementLexer.tokens(of: raw.value?.text ?? "")
        guard let number = tokens.first?.number, tokens.dropFirst().allSatisfy(\.isPercentSign), tokens.count < 3 else {
            throw RegistryError(
                .invalidValue, "\((raw.value?.text ?? "").quoted) is not a percentage", at: place,
                remedy: "write \"value\" as text with the places that were printed, such as \"67.87\"")
        }
        guard let kind = raw.kind else {
            throw RegistryError(
                .unknownWord, "the percentage does not say what it is of", at: place,
                remedy: "give \"kind\", one of \(words(PercentKind.self))")
        }
        func index(_ id: String?) throws(RegistryError) -> Int? {
            guard let id else { return nil }
            guard let index = places[id] else {
                throw RegistryError(
                    .unknownWord, "no count has the id \(id.quoted)", at: place, remedy: "give an \"id\" of \"counts\"")
            }
            return index
        }
        let (from, to) = (try index(raw.from), try index(raw.to))
        guard (from == nil) == (to == nil) else {
            throw RegistryError(
                .invalidValue, "the percentage names one count of two", at: place,
                remedy: "give both \"from\" and \"to\", or neither")
        }
        return Percentage(
            claim: PercentClaim(
                scaled: number.scaled, places: number.places, kind: try word(kind, "kind", at: place),
                wording: try word(raw.wording ?? "exact", "wording", at: place)), from: from, to: to)
    }

    /// One of the words of a type, or an error that lists them.
    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ key: String, at place: String
    ) throws(RegistryError) -> Word {
        guard let word = Word(rawValue: text) else {
            throw RegistryError(
                .unknownWord, "\(text.quoted) is no \(key) that can be checked", at: place,
                remedy: "give one of \(words(Word.self))")
        }
        return word
    }

    private static func words<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> String {
        Word.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func placed<T>(
        _ place: String, _ body: () throws(RegistryError) -> T
    ) throws(RegistryError) -> T {
        do { return try body() } catch {
            throw RegistryError(error.code, error.what, at: place, remedy: error.remedy, cause: error.cause)
        }
    }

    private static func describe(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func path(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
                .joined()
            return path.isEmpty ? "" : " at \(path.drop { $0 == "." })"
        }
        return switch error {
        case .dataCorrupted(let context): "it is not JSON\(path(context))"
        case .keyNotFound(let key, let context): "\(key.stringValue.quoted) is missing\(path(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the value\(path(context)) is not what is expected there"
        @unknown default: "\(error)"
        }
    }
}

extension ClaimFile {
    /// The file's shape.
    private struct Raw: Decodable {
        struct Count: Decodable {
            var id: String?
            var value: Number?
            var unit: String?
            var scope: String?
            var officeScope: String?
            var period: String?

            enum CodingKeys: String, CodingKey {
                case id, value, unit, scope, period
                case officeScope = "office_scope"
            }
        }

        struct Percentage: Decodable {
            var value: Number?
            var kind: String?
            var wording: String?
            var from: String?
            var to: String?
        }

        /// A number, or a text that keeps the zeros at its end.
        struct Number: Decodable {
            let text: String

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let text = try? container.decode(String.self) {
                    self.text = text
                } else {
                    text = "\(try container.decode(Decimal.self))"
                }
            }
        }

        var counts: [Count]?
        var percentages: [Percentage]?
    }
}
