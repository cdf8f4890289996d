import Foundation
import MunicipalRegistry
import MunicipalRegistryTesting
import Testing

/// Monthly satisfaction of three services as the UK's Office of the Public Guardian published it.
private enum PublishedSatisfaction {
    /// Real files beside the package, or beside the folder that it is in; nil where they are not here.
    static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        for _ in 0..<2 {
            folder.deleteLastPathComponent()
            let data = folder.appendingPathComponent("shared/data/real/opg-performance")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }()

    static let services = [
        "complete_the_deputy_report_service", "make_a_lasting_power_of_attorney_service",
        "use_a_lasting_power_of_attorney_service",
    ]

    struct Month {
        var counts = RatingCounts()
        var scores = 0
        var printed: Int?
    }

    /// An entry; a count that is no whole number, as of other measures, is nil.
    private struct Entry: Decodable {
        let month: String
        let kind: String
        let count: Int?

        enum CodingKeys: String, CodingKey {
            case timestamp = "_timestamp"
            case kind = "dataType"
            case count
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            month = String(try values.decode(String.self, forKey: .timestamp).prefix(7))
            kind = try values.decode(String.self, forKey: .kind)
            count = try? values.decode(Int.self, forKey: .count)
        }
    }

    private static let words: [String: Rating.Score] = [
        "very-dissatisfied": .veryDissatisfied, "dissatisfied": .dissatisfied, "neither": .neither,
        "satisfied": .satisfied, "very-satisfied": .verySatisfied,
    ]

    /// The months of a service that have a printed figure and all five counts.
    static func months(of service: String, in folder: URL) throws -> [String: Month] {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(service).json"))
        var months: [String: Month] = [:]
        for entry in try JSONDecoder().decode([Entry].self, from: data) {
            if let score = words[entry.kind], let count = entry.count {
                months[entry.month, default: Month()].counts[score] = count
                months[entry.month, default: Month()].scores += 1
            } else if entry.kind == "user-satisfaction-percent" {
                months[entry.month, default: Month()].printed = entry.count
            }
        }
        return months.filter { $0.value.printed != nil && $0.value.scores == 5 }
    }
}

@Suite("Published satisfaction")
struct PublishedSatisfactionTests {
    /// What the counts give, of 100, and what was printed: three months each of 2026 by another rule that nobody
    /// announced, and two single ones.
    private let others = [
        "complete_the_deputy_report_service 2026-04: 80.88, printed 84",
        "complete_the_deputy_report_service 2026-05: 81.79, printed 85",
        "complete_the_deputy_report_service 2026-06: 79.52, printed 82",
        "make_a_lasting_power_of_attorney_service 2026-04: 85.78, printed 89",
        "make_a_lasting_power_of_attorney_service 2026-05: 86.07, printed 90",
        "make_a_lasting_power_of_attorney_service 2026-06: 86.25, printed 90",
        "use_a_lasting_power_of_attorney_service 2023-02: 89.67, printed 89",
        "use_a_lasting_power_of_attorney_service 2025-04: 85.70, printed 87",
        "use_a_lasting_power_of_attorney_service 2026-04: 85.54, printed 89",
        "use_a_lasting_power_of_attorney_service 2026-05: 86.03, printed 90",
        "use_a_lasting_power_of_attorney_service 2026-06: 86.27, printed 90",
    ]

    @Test(
        "comes out of the counts in 106 of 117 months, from Swift and from the view, and the other 11 are these",
        .enabled(if: PublishedSatisfaction.folder != nil, "skipped: the real data is not here"))
    func months() throws {
        let folder = try #require(PublishedSatisfaction.folder)
        let temporary = try Registry.temporary(now: "2026-11-25T08:00:00+03:00")
        var published: [(service: String, month: String, printed: Int)] = []
        try temporary.registry.write { city in
            try city.add(RequestChannel(code: "digital", nameArabic: "رقمي", nameEnglish: "Digital", mode: .digital))
            for service in PublishedSatisfaction.services {
                try city.add(MunicipalService(code: service, nameArabic: service, nameEnglish: service))
                let months = try PublishedSatisfaction.months(of: service, in: folder)
                for (month, figures) in months.sorted(by: { $0.key < $1.key }) {
                    try city.record(
                        contentsOf: NewRating.counts(
                            figures.counts, office: "TABUK", service: service, channel: "digital", in: Period(month)))
                    published.append((service, month, try #require(figures.printed)))
                }
            }
        }
        #expect(published.count == 117)
        let viewed = try temporary.registry.read { city in
            Dictionary(
                uniqueKeysWithValues: try city.rows(
                    """
                    SELECT code || ' ' || period, numerator || '/' || denominator FROM satisfaction
                    WHERE dimension = 'service' AND period_kind = 'month'
                    """
                ) { row in (try row[0] as String, try row[1] as String) })
        }
        #expect(viewed.count == 117)
        var exact = 0
        var different: [String] = []
        for (service, month, printed) in published {
            let figure = try temporary.registry.satisfaction(in: Period(month), scope: Scope(services: [service]))
            #expect(figure.status == .ok && figure.straddling == 0)
            #expect(viewed["\(service) \(month)"] == figure.ratio.description)
            if figure.ratio.decimal(places: 0) == "\(printed)" {
                exact += 1
            } else {
                different.append("\(service) \(month): \(figure.ratio.decimal(places: 2) ?? "-"), printed \(printed)")
            }
        }
        #expect(exact == 106)
        #expect(different == others)
    }
}
