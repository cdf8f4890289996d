import Foundation
import Testing

/// Files that are refused: each names the line, the column and the value, says what to do, and leaves nothing behind.
@Suite("Bad input through the tool")
struct BadInputTests {
    private static let requests = "reference,service,channel,submitted\n"
    private static let counts = "measure,period,count\n"

    private static let badDays: [(text: String, words: [String])] = [
        ("2023-02-29", ["there is no 29 February 2023", "February 2023 has 28 days"]),
        ("2024-03-01T24:00:00", ["\"2024-03-01T24:00:00\" has hour 24", "00:00:00 of the next day"]),
        ("1445-09-01", ["the year 1445 is outside 1900", "looks like a Hijri year: give the Gregorian one"]),
        ("Mar-24", ["\"Mar-24\" is not a day", "format the column as text and write YYYY-MM-DD"]),
        ("01/03/2024", ["\"01/03/2024\" is not a day", "nobody can tell the day from the month"]),
        ("45352", ["a spreadsheet's day number", "format the column as YYYY-MM-DD"]),
        ("2024-03-01 9:12 PM", ["a clock of twelve hours", "hours from 00 to 23"]),
        ("2024-03-01 09:12:00 م", ["a clock of twelve hours", "hours from 00 to 23"]),
        ("2024-03-01T09:12:00 here", ["something after the time of day", "the city's local time alone"]),
    ]

    @Test("Days and times that there are not", arguments: badDays)
    func days(text: String, words: [String]) throws {
        let city = try SmallCity()
        try city.refuses(
            "requests", (Self.requests + "R-1,permit,balady,2024-03-01\nR-2,permit,balady,\(text)\n").utf8,
            saying: ["line 3, column \"submitted\": "] + words)
    }

    @Test("A local time that the city's clock jumped over, and one that it showed twice")
    func clock() throws {
        let city = try SmallCity(zone: "Europe/Berlin")
        try city.refuses(
            "requests", (Self.requests + "R-1,permit,balady,2024-03-31T02:30\n").utf8,
            saying: ["line 2, column \"submitted\": ", "2024-03-31T02:30:00", "+02:00"])
        try city.refuses(
            "requests", (Self.requests + "R-1,permit,balady,2024-10-27T02:30\n").utf8,
            saying: ["line 2, column \"submitted\": ", "2024-10-27T02:30:00", "+01:00", "+02:00"])
    }

    private static let badRequests: [(row: String, column: String, words: [String])] = [
        ("R-1,permit,balady,2024-03-02,2024-03-01", "closed", ["closed on 2024-03-01, before", "correct one"]),
        (
            "R-1,shop,counter,2024-03-02,", "channel",
            ["shop was not open on counter on 2024-03-02", "service-channels"]
        ),
        ("R-1,shop,balady,2024-02-29,", "channel", ["shop was not open on balady on 2024-02-29", "service-channels"]),
        ("R-1,pool,balady,2024-03-02,", "service", ["there is no service \"pool\"", "--map-value"]),
        ("R-1,permt,balady,2024-03-02,", "service", ["there is no service \"permt\"", "is it permit?"]),
        ("R-1,permit,baldy,2024-03-02,", "channel", ["there is no channel \"baldy\"", "is it balady?"]),
        (",permit,balady,2024-03-02,", "reference", ["the reference is empty", "the number by which its source"]),
        ("R-1,permit,,2024-03-02,", "channel", ["the channel is empty", "give a code or a name"]),
        ("R-1,permit,balady,,", "submitted", ["the day of submission is missing", "write YYYY-MM-DD"]),
    ]

    @Test("Requests that the catalogue or the calendar does not allow", arguments: badRequests)
    func requests(row: String, column: String, words: [String]) throws {
        let city = try SmallCity()
        try city.take("service-channels", "service,channel,starts_on\nshop,balady,2024-03-01\n")
        try city.refuses(
            "requests", "reference,service,channel,submitted,closed\n\(row)\n".utf8,
            saying: ["line 2, column \"\(column)\": "] + words)
    }

    @Test("A reference twice in one file names both lines; one that is there with other content names its import")
    func references() throws {
        let city = try SmallCity()
        try city.refuses(
            "requests", (Self.requests + "R-1,permit,balady,2024-01-01\n\nR-1,permit,balady,2024-01-02\n").utf8,
            saying: ["line 4, column \"reference\": the reference \"R-1\" is in line 2 too", "leave one of the two"])
        try city.take("requests", Self.requests + "R-1,permit,balady,2024-01-01\n")
        try city.refuses(
            "requests", (Self.requests + "R-1,shop,balady,2024-01-01\n").utf8,
            saying: ["import 4, taken.csv line 2", "service permit, here shop", "--replace", "--source"])
    }

    private static let badCatalogues: [(kind: String, text: String, words: [String])] = [
        (
            "offices", "code,parent,parent_since\nWAJH,UMLUJ,2024-01-01\nUMLUJ,WAJH,2025-01-01\n",
            ["line 3, column \"parent\"", "its own ancestor", "a parent that is not below the office"]
        ),
        ("offices", "code,parent\nNEW,new\n", ["line 2, column \"parent\"", "NEW would be under itself"]),
        ("offices", "code,parent\nCITY,WAJH\n", ["CITY is the authority itself", "leave its parent empty"]),
        ("offices", "code\nNEW\nnew\n", ["line 3", "the file has this office twice: also in line 2"]),
        ("offices", "code,name_en\nWAJH,Other\n", ["name_en \"Al Wajh\", here \"Other\"", "--replace"]),
        ("services", "code\nرخصة\n", ["is not a valid service code", "codes are ASCII"]),
        ("services", "code,aliases\nnew,permit\n", ["column \"aliases\"", "this is the code of another service"]),
        ("channels", "code,mode\nweb,online\n", ["\"online\" is no word for the mode", "write one of digital"]),
        ("channels", "code\nweb\n", ["the file has no column mode (نوع القناة)", "--map", "--set mode="]),
    ]

    @Test("Codes and offices that cannot be", arguments: badCatalogues)
    func catalogue(kind: String, text: String, words: [String]) throws {
        try SmallCity().refuses(kind, text.utf8, saying: words)
    }

    private static let badCounts: [(row: String, column: String, words: [String])] = [
        ("visits,2024,-5", "count", ["\"-5\" is not a count: it is negative", "counts are 0 or more"]),
        ("visits,2024,nan", "count", ["\"nan\" is not a count", "write a whole number in digits"]),
        ("visits,2024,1e999", "count", ["\"1e999\" is not a count", "write a whole number in digits"]),
        ("visits,2024,12.5", "count", ["it is not a whole number"]),
        ("visits,2024,12%", "count", ["it is a percentage", "give the count it was made from"]),
        ("visits,2024,99999999999999999999", "count", ["more than can be counted", "identifiers instead of counts"]),
        ("visits,2024,1000000000001", "count", ["more than can be counted, 1000000000000"]),
        ("visits,2024,", "count", ["the count is empty", "write 0 if there were none"]),
        ("visits,Mar-24,5", "period", ["\"Mar-24\" is not a period", "write the month as 2024-03"]),
        ("visits,2024-13,5", "period", ["there is no month 13"]),
        ("visits,1445,5", "period", ["looks like a Hijri year"]),
        (
            "calls,2024,5", "measure",
            ["\"calls\" is no word for the measure", "visits, visitors, requests", "--map-value"]
        ),
    ]

    @Test("Counts and periods that are none", arguments: badCounts)
    func counts(row: String, column: String, words: [String]) throws {
        try SmallCity().refuses(
            "counts", (Self.counts + row + "\n").utf8, saying: ["line 2, column \"\(column)\": "] + words)
    }

    @Test("Totals that cross, that exceed their whole, that have the same box, or lie over records, are named")
    func totals() throws {
        let city = try SmallCity()
        try city.refuses(
            "counts", (Self.counts + "visits,2024-Q1,10\nvisits,2024-03-15..2024-05-01,5\n").utf8,
            saying: [
                "line 3: 5 visits of CITY with all below, 2024-03-15..2024-05-01",
                "crosses 10 visits of CITY with all below, 2024-01-01..2024-03-31 (this file, line 2)", "--as-control",
                "--supersede",
            ])
        try city.refuses(
            "counts", (Self.counts + "visits,2024-Q1,10\nvisits,2024-01,6\nvisits,2024-02,5\n").utf8,
            saying: ["line 4", "is a part of 10 visits", "(this file, line 2)", "beside", "6 visits", "line 3"])
        try city.refuses(
            "counts", (Self.counts + "visits,2024-01,6\nvisits,2024-02,5\nvisits,2024-Q1,10\n").utf8,
            saying: ["line 4", "holds the part 6 visits", "holds the part 5 visits", "correct the total or its parts"])
        try city.take("counts", Self.counts + "visits,2024-Q1,10\n")
        try city.refuses(
            "counts", (Self.counts + "visits,2024-Q1,12\n").utf8,
            saying: ["line 2", "is the same box as 10 visits", "(total 1, import 4, taken.csv line 2)"])
        try city.take("visits", "reference,visited\nV-1,2024-05-01\n")
        try city.refuses(
            "counts", (Self.counts + "visits,2024-05,3\n").utf8,
            saying: ["line 2", "records lie inside it", "--as-control"])
        try city.refuses(
            "visits", "reference,visited\nV-2,2024-01-31\n".utf8,
            saying: ["line 2, column \"visited\"", "it lies inside total 1: 10 visits", "leave the record out"])
    }

    @Test("Visits are not compared with visitors; a zero baseline and 0/0 are undefined, in words and in JSON")
    func undefined() throws {
        let city = try SmallCity()
        try city.take(
            "counts", Self.counts + "visits,2022-H1,9\nvisitors,2023-H1,5\nvisits,2024-H1,0\nvisits,2025-H1,4\n")
        func report(_ period: String, _ baseline: String) throws -> ReportJSON {
            let words = ["report", "city.db", "--period", period, "--baseline", baseline]
            return ReportJSON(object: try city.tool.expect(words + ["--json"]).json)
        }
        let mixed = try report("2023-H1", "2022-H1")
        #expect(mixed["visit_reduction", "status"] as? String == "refused")
        #expect(mixed["visit_reduction", "percent"] is NSNull)
        let reasons = try #require(mixed["visit_reduction", "reasons"] as? [String])
        #expect(reasons.contains { $0.contains("visitors") }, "\(reasons)")
        let rise = try report("2025-H1", "2024-H1")
        #expect(rise["visit_reduction", "status"] as? String == "undefined")
        #expect(rise["visit_reduction", "percent"] is NSNull)
        #expect(rise["visit_reduction", "ratio"] is NSNull)
        #expect(rise["digitization_rate", "current", "percent"] is NSNull)
        let text = try city.tool.expect("report", "city.db", "--period", "2025-H1", "--baseline", "2024-H1").output
        #expect(text.contains("undefined") && !text.contains("inf") && !text.contains("nan"), "\(text)")
    }
}
