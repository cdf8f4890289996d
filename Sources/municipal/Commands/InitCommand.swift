import ArgumentParser
import MunicipalRegistry

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new registry for an authority; never overwrites a file.",
        discussion: """
            Example: municipal init tabuk.db --name-ar "أمانة منطقة تبوك" --name-en "Tabuk Region Municipality" \
            --time-zone Asia/Riyadh
            """)

    @Argument(help: "The file to make.")
    var registry: String

    @Option(help: "The authority's name in Arabic.")
    var nameAr: String

    @Option(help: "The authority's name in English.")
    var nameEn: String

    @Option(help: "The city's IANA time zone.")
    var timeZone: String

    @Option(help: "The authority's code: ASCII letters, digits, dots, hyphens, underscores.")
    var code = "CITY"

    @Option(help: "The days on which nobody works: mon,tue,wed,thu,fri,sat,sun, with commas; \"\" for none.")
    var weekend = "fri,sat"

    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let days = try weekend.split(separator: ",").map { text in
                guard let day = Weekday(code: text.lowercased()) else {
                    throw ValidationError("--weekend: \"\(text)\" is not one of mon, tue, wed, thu, fri, sat, sun")
                }
                return day
            }
            let made = try Registry.create(
                at: registry,
                for: Authority(
                    code: code, nameArabic: nameAr, nameEnglish: nameEn, timeZone: timeZone, weekend: days))
            if output.json {
                struct Made: Encodable {
                    var path: String
                    var code: String
                    var nameAr: String
                    var nameEn: String
                    var timeZone: String
                    var weekend: [String]
                }
                print(
                    try JSONText.encode(
                        Made(
                            path: made.path, code: code, nameAr: nameAr, nameEn: nameEn, timeZone: timeZone,
                            weekend: days.map(\.code))))
            } else {
                print("Made \(registry) for \(nameEn) (\(nameAr)).")
                print("Next: municipal import counts FILE.csv --into \(registry.shellWord)")
            }
            try made.close()
        }
    }
}
