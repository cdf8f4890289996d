import ArgumentParser
import Foundation
import MunicipalPublishing
import MunicipalRegistry
import MunicipalRegistryTesting

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make two registries to try, and print their reports.",
        discussion: """
            tabuk.db holds the two totals that Tabuk Region Municipality published for the first halves of 2023 and \
            2024; city.db a synthetic city of three years.

            Example: municipal demo ~/municipal-demo
            """)

    @Argument(help: "The folder for the two files; left out: a new temporary one.")
    var folder: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        try reporting(json: output.json) {
            let folder = try makeFolder()
            let tabuk = try makeTabuk(at: folder + "/tabuk.db")
            let city = try makeCity(at: folder + "/city.db")
            let half = try Period("2024-H1")
            let question = PeriodReport.Question(period: half, baseline: try half.yearBefore)
            var byService = question
            byService.breakdown = .service
            var byMonth = question
            byMonth.breakdown = .calendar(.month)
            let reports = try [
                PeriodReport.make(question, from: tabuk), PeriodReport.make(byService, from: city),
                PeriodReport.make(byMonth, from: city, in: .arabic),
            ]
            if output.json {
                print(try JSONText.encode(["tabuk": reports[0], "city": reports[1]]))
                return
            }
            print("What Tabuk Region Municipality published (1,733 visitors in 2024-H1, 5,393 in 2023-H1):\n")
            print(reports[0].rendered(as: .table))
            print("A synthetic city, all of its numbers invented, by service:\n")
            print(reports[1].rendered(as: .table))
            print("The same city by month, in Arabic:\n")
            print(reports[2].rendered(as: .table))
            print(closing(folder))
        }
    }

    private func closing(_ folder: String) -> String {
        """
        Try:
          sqlite3 -box \(folder)/tabuk.db "SELECT * FROM visit_reduction_half_yearly"
          sqlite3 -box \(folder)/city.db "SELECT period, numerator, denominator, percent FROM digitization_rate_half_yearly"
          sqlite3 -box \(folder)/city.db "SELECT period, attended, served_remotely, no_show, percent FROM appointment_outcome_half_yearly"
        """
    }

    private func makeFolder() throws(RegistryError) -> String {
        let path =
            folder
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("municipal-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw RegistryError(.cannotOpen, "the folder cannot be made", at: path, cause: error)
        }
        return path
    }

    private func makeTabuk(at path: String) throws -> Registry {
        let registry = try Registry.create(
            at: path,
            for: Authority(
                code: "TABUK", nameArabic: "أمانة منطقة تبوك", nameEnglish: "Tabuk Region Municipality"))
        try registry.write(as: "demo", because: "the authority's statement of July 2024") { city in
            try city.record(totals: [
                NewTotal(.visitors, 5_393, in: Period("2023-H1")), NewTotal(.visitors, 1_733, in: Period("2024-H1")),
            ])
        }
        return registry
    }

    private func makeCity(at path: String) throws -> Registry {
        let registry = try Registry.create(at: path, for: SeededCity.authority)
        Console.showProgress("inventing three years of requests, visits and appointments …")
        try SeededCity().fill(registry)
        Console.clearProgress()
        return registry
    }
}
