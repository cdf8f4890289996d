import MunicipalRegistryTesting
import Testing

@testable import MunicipalRegistry

@Suite("Importing hours, slots, contacts and ratings")
struct ImportingAnswersTests {
    private func city() throws -> TemporaryRegistry {
        let city = try Registry.temporary(now: "2025-01-02T08:00:00+03:00")
        try city.seed()
        try city.importing(.requests, "reference,service,channel,submitted\nR-1,permit,balady,2024-06-01\n")
        try city.importing(
            .appointments, "reference,office,service,starts_at,outcome\nA-1,WAJH,permit,2024-07-07T09:00,\n")
        return city
    }

    private static let files: [(kind: ImportKind, text: String, table: String, rows: [String])] = [
        (
            .openingHours,
            "office,weekday,opens,closes,slot_minutes,capacity\nWAJH,الأحد,08:00,12:00,30,2\nWAJH,mon,08:00,24:00,15,\n",
            "SELECT weekday, opens, closes, slot_minutes, capacity FROM opening_hours",
            ["sun|08:00|12:00|30|2", "mon|08:00|24:00|15|1"]
        ),
        (
            .closures, "office,starts_on,ends_on,name_ar\nWAJH,2024-03-03,2024-03-05,نقل\nUMLUJ,2024-03-03,,نقل\n",
            "SELECT starts_on, ends_before, name_ar, name_en FROM closure",
            ["2024-03-03|2024-03-06|نقل|نقل", "2024-03-03|2024-03-04|نقل|نقل"]
        ),
        (
            .slots,
            "office,service,mode,starts_at,ends_at,minutes,capacity,ahead_days\nWAJH,permit,عن بعد,2024-08-04T09:00,,20,3,30\n",
            "SELECT mode, ends_at, capacity, booked, notice_minutes, ahead_days FROM slot WHERE service_id = 1 AND id > 1",
            ["remote|2024-08-04T09:20:00+03:00|3|0|0|30"]
        ),
        (
            .contacts,
            "reference,appointment,request,contacted,way,outcome\nC-1,A-1,,2024-07-06T10:00,sms,لم يرد\nC-2,,R-1,2024-07-06,phone,reached\n",
            "SELECT appointment_id, request_id, contacted_on, contacted_at, way, outcome FROM contact",
            [
                "1|-|2024-07-06|2024-07-06T10:00:00+03:00|message|not_reached", "-|1|2024-07-06|-|phone|reached",
            ]
        ),
        (
            .ratings,
            "reference,office,service,channel,day,period,score,count\n,WAJH,permit,balady,,2024-06,5,٢٠\nQ-1,,,,2024-07-01,,3,\n",
            "SELECT reference, service_id, channel_id, starts_on, ends_before, score, count FROM rating",
            ["-|1|1|2024-06-01|2024-07-01|5|20", "Q-1|-|-|2024-07-01|2024-07-02|3|1"]
        ),
    ]

    @Test("Each is kept as written, in English or Arabic words, and the same again changes nothing", arguments: files)
    func kept(kind: ImportKind, text: String, table: String, rows: [String]) throws {
        let city = try city()
        #expect(try city.importing(kind, text).rowsAdded == text.split(separator: "\n").count - 1)
        #expect(try city.rows(table) == rows)
        #expect(try city.importing(kind, text).importID == nil)
    }

    @Test("What was made today is taken, of the month that is not over too; contacts cover days, ratings never do")
    func untilNow() throws {
        let city = try city()
        let contacts = "reference,request,contacted,way,outcome\nC-1,R-1,2025-01-02T08:00,phone,reached\n"
        let report = try city.importing(.contacts, contacts, ImportOptions(covers: Period("2025-01-01..2025-01-02")))
        #expect(report.rowsAdded == 1 && report.coverageState == .complete)
        #expect(
            try city.rows("SELECT DISTINCT measure, starts_on, ends_before, state FROM coverage") == [
                "contacts|2025-01-01|2025-01-03|complete"
            ])
        let ratings = "period,score,count\n2025-01,5,7\n"
        let error = try #require(throws: RegistryError.self) {
            try city.importing(.ratings, ratings, ImportOptions(covers: Period("2025-01")))
        }
        #expect(error.what == "no coverage is stated with ratings: nobody must answer, so ratings are never complete")
        #expect(try city.importing(.ratings, ratings).rowsAdded == 1)
    }

    private static let bad: [(kind: ImportKind, text: String, code: RegistryError.Code, column: String?)] = [
        (.openingHours, "weekday,opens,closes,slot_minutes\nsun,12:00,12:00,30\n", .wrongOrder, "closes"),
        (.openingHours, "weekday,opens,closes,slot_minutes\nsunny,08:00,12:00,30\n", .unknownWord, "weekday"),
        (.openingHours, "weekday,opens,closes,slot_minutes\nsun,08:00,12:00,0\n", .invalidValue, "slot_minutes"),
        (
            .openingHours, "weekday,opens,closes,slot_minutes\nsun,08:00,12:00,30\nsun,09:00,12:00,30\n", .hoursOverlap,
            nil
        ),
        (.closures, "office,starts_on,ends_on,name_en\nWAJH,2024-03-03,2024-03-02,Moving\n", .invalidPeriod, "ends_on"),
        (.slots, "starts_at,ends_at\n2024-08-04T09:00,2024-08-04T08:00\n", .wrongOrder, "ends_at"),
        (.slots, "starts_at,ends_at\n2024-08-04T09:00,2024-08-04T09:00\n", .wrongOrder, "ends_at"),
        (.slots, "starts_at,minutes\n2024-08-04,30\n", .invalidTimestamp, "starts_at"),
        (.slots, "starts_at,minutes,capacity\n2024-08-04T09:00,30,0\n", .invalidValue, "capacity"),
        (.slots, "starts_at,minutes,capacity\n2024-08-04T09:00,30,-1\n", .invalidCount, "capacity"),
        (
            .slots, "desk,starts_at,minutes\nA,2024-08-04T09:00,30\nA,2024-08-04T09:30,30\nA,2024-08-04T09:59,30\n",
            .slotOverlaps, nil
        ),
        (.slots, "starts_at,minutes\n2024-08-04T09:00,30\n2024-08-04T09:00,30\n", .duplicateCode, "starts_at"),
        (.slots, "starts_at,minutes\n2024-04-10T09:00,30\n", .dayOff, nil),
        (
            .contacts, "reference,appointment,contacted,way,outcome\nC-1,A-9,2024-07-06,phone,reached\n",
            .unknownRecord,
            "appointment"
        ),
        (
            .contacts, "reference,appointment,contacted,way,outcome\nC-1,A-1,2024-07-06,pigeon,reached\n", .unknownWord,
            "way"
        ),
        (.contacts, "reference,appointment,contacted,way,outcome\nC-1,,2024-07-06,phone,reached\n", .invalidValue, nil),
        (
            .contacts, "reference,request,contacted,way,outcome\nC-1,R-1,2025-01-03,phone,reached\n", .wrongOrder,
            "contacted"
        ),
        (
            .contacts, "reference,request,contacted,way,outcome\nC-1,R-1,2025-01-02T08:01,phone,reached\n", .wrongOrder,
            "contacted"
        ),
        (.ratings, "day,score\n2025-01-03,5\n", .wrongOrder, "day"),
        (.ratings, "period,score,count\n2025-02,5,7\n", .wrongOrder, "period"),
        (.ratings, "starts_on,ends_on,score,count\n2025-01-03,2025-01-04,5,7\n", .wrongOrder, "starts_on"),
        (.ratings, "day,score\n2024-07-01,6\n", .invalidValue, "score"),
        (.ratings, "period,score,count\n2024-07,5,1e999\n", .invalidCount, "count"),
        (.ratings, "reference,period,score,count\nQ-1,2024-07,5,7\n", .invalidValue, "reference"),
        (.ratings, "period,score,count\n2024-07,5,7\n2024-07,5,7\n", .totalOverlaps, "count"),
        (.ratings, "period,score,count\n2024-07,5,7\n2024-Q3,5,9\n", .totalOverlaps, nil),
    ]

    @Test("What cannot be is refused by its column, with a word on what to do, and nothing is written", arguments: bad)
    func refused(kind: ImportKind, text: String, code: RegistryError.Code, column: String?) throws {
        let city = try city()
        try city.importing(.holidays, "day,name_en\n2024-04-10,Eid\n")
        let before = try city.rows("SELECT count(*) FROM import_batch")
        let error = try #require(throws: RegistryError.self) { try city.importing(kind, text) }
        let rejection = try #require(error.importReport?.rejections.first)
        #expect(rejection.line == text.split(separator: "\n").count, "\(rejection)")
        #expect(rejection.error.code == code && rejection.column == column, "\(rejection)")
        #expect(rejection.error.remedy != nil, "\(rejection)")
        #expect(try city.rows("SELECT count(*) FROM import_batch") == before)
    }

    @Test(
        "The same with other content is a conflict, which replacing settles",
        arguments: [
            (
                ImportKind.contacts, "reference,request,contacted,way,outcome\n",
                "C-1,R-1,2024-07-06,phone,not_reached", "C-1,R-1,2024-07-06,phone,reached"
            ),
            (.ratings, "period,score,count\n", "2024-07,5,7", "2024-07,5,9"),
            (.slots, "starts_at,minutes\n", "2024-08-04T09:00,30", "2024-08-04T09:00,45"),
            (.openingHours, "weekday,opens,closes,slot_minutes\n", "sun,08:00,12:00,30", "sun,08:00,13:00,30"),
        ])
    func conflicts(kind: ImportKind, header: String, first: String, second: String) throws {
        let city = try city()
        try city.importing(kind, header + first)
        let error = try #require(throws: RegistryError.self) { try city.importing(kind, header + second) }
        #expect(error.importReport?.rejections.first?.error.remedy?.contains("--replace") == true)
        #expect(try city.importing(kind, header + second, ImportOptions(conflicts: .replace)).rowsReplaced == 1)
        #expect(try city.importing(kind, header + second).rowsUnchanged == 1)
    }
}
