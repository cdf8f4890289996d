import Foundation
import Testing

/// Appointments from the tool alone: hours and slots, booking, the day itself, and files of what was.
@Suite("Appointments through the tool")
struct AppointmentToolTests {
    /// A Sunday and its week, to come: 30 days from now or a little later, as days of the city.
    private static let week: [String] = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 3 * 3_600) ?? calendar.timeZone
        let later = Date(timeIntervalSinceNow: 30 * 86_400)
        let sunday = calendar.nextDate(
            after: later, matching: DateComponents(hour: 12, weekday: 1), matchingPolicy: .nextTime)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.calendar = calendar
        format.timeZone = calendar.timeZone
        format.dateFormat = "yyyy-MM-dd"
        return (0..<7).map { day in format.string(from: (sunday ?? later).addingTimeInterval(Double(day) * 86_400)) }
    }()
    private var week: [String] { Self.week }

    /// A city with hours on Sunday and Monday from 09:00 to 10:00, half an hour each, and their slots.
    private func city() throws -> SmallCity {
        let city = try SmallCity()
        try city.take(
            "opening-hours",
            "office,weekday,opens,closes,slot_minutes,ahead_days\nWAJH,sun,09:00,10:00,30,\nWAJH,الاثنين,09:00,10:00,30,1\n"
        )
        try city.tool.expect(
            "slots", "open", "city.db", "--office", "WAJH", "--from", week[0], "--to", week[6], "--as", "Huda")
        return city
    }

    private func appointments(_ city: SmallCity) throws -> String {
        try city.tool.sqlite("city.db", "SELECT reference, state, slot_id FROM appointment ORDER BY id").output
    }

    @Test("Slots are opened once, and what is left out is told with the reason")
    func open() throws {
        let city = try city()
        let open = ["slots", "open", "city.db", "--office", "WAJH", "--from", week[0], "--to", week[6], "--json"]
        let again = try city.tool.expect(open).json
        #expect(again["made"] as? Int == 0)
        let left = try #require(again["left_out"] as? [[String: Any]])
        #expect(left.count == 2 && left.allSatisfy { $0["reason"] as? String == "there" && $0["count"] as? Int == 2 })
        #expect(left.map { $0["day"] as? String } == [week[0], week[1]])
        try city.take("holidays", "day,name_en\n\(week[0])\u{2C}Eid\n")
        #expect(try city.tool.expect(open).output.contains("\"holiday\""))
        let none = try city.tool.expect(
            "slots", "open", "city.db", "--office", "UMLUJ", "--from", week[0], "--to", week[6])
        #expect(none.output.contains("Opened 0 slots") && none.output.contains("municipal import opening-hours"))
        try city.refuses(
            ["slots", "open", "city.db", "--office", "WADJH", "--from", week[0], "--to", week[6]],
            saying: ["\"WADJH\"", "did you mean WAJH?"])
        try city.refuses(
            ["slots", "open", "city.db", "--office", "WAJH", "--from", week[6], "--to", week[0]], saying: [week[6]])
    }

    @Test("Slots of days that have passed are refused, and time that holds no slot is told, once for each hours")
    func openSaysWhatIsLeft() throws {
        let city = try SmallCity()
        try city.take(
            "opening-hours",
            "office,weekday,opens,closes,slot_minutes\nWAJH,sun,08:00,10:00,50\nWAJH,mon,08:00,10:00,60\n")
        try city.refuses(
            ["slots", "open", "city.db", "--from", "2024-01-01", "--to", week[6]],
            saying: ["2024-01-01 has passed", "begin with ", "municipal import slots FILE.csv --into city.db"])
        #expect(try city.tool.sqlite("city.db", "SELECT count(*) FROM slot").output == "0\n")
        let open = ["slots", "open", "city.db", "--office", "WAJH", "--from", week[0], "--to", week[6]]
        let opened = try city.tool.expect(open).output
        #expect(opened.hasPrefix("Opened 4 slots for "))
        #expect(opened.hasSuffix("\n  WAJH, sun 08:00-10:00: the last 20 minutes hold no slot\n"))
        let rest = try #require(try city.tool.expect(open + ["--json"]).json["remainders"] as? [[String: Any]])
        #expect(rest.count == 1 && rest.first?["weekday"] as? String == "sun" && rest.first?["minutes"] as? Int == 20)
    }

    @Test("Free slots are those that can be booked now, of the office or of all below it")
    func list() throws {
        let city = try city()
        // Monday's may be booked one day ahead only.
        let free = try city.tool.expect("slots", "list", "city.db", "--free", "--json", "--first", "9")
        let slots = try #require(try JSONSerialization.jsonObject(with: Data(free.output.utf8)) as? [[String: Any]])
        #expect(slots.map { $0["slot"] as? Int } == [1, 2])
        #expect(slots.first?["starts_at"] as? String == "\(week[0])T09:00:00+03:00")
        #expect(slots.first?["free"] as? Int == 1 && slots.first?["service"] is NSNull)
        let all = try city.tool.expect(
            "slots", "list", "city.db", "--office", "WAJH", "--from", week[1], "--to", week[1], "--lang", "ar")
        #expect(all.output.contains("الفترة") && all.output.contains("متاحة"))
        #expect(all.output.contains("\(week[1])T09:30:00+03:00") && !all.output.contains(week[0]))
        let remote = try city.tool.expect("slots", "list", "city.db", "--free", "--mode", "remote")
        #expect(remote.output == "No slots.\n")
        for count in ["0", "-1"] {
            let few = try city.tool.municipal("slots", "list", "city.db", "--first", count)
            #expect(few.status == 64 && few.error.contains("--first: give 1 or more"))
        }
        // What cannot be booked is not free: one that has passed, one on a day off.
        try city.take("slots", "office,starts_at,minutes\nUMLUJ,2024-07-07T09:00,30\n")
        try city.take("closures", "office,starts_on,ends_on,name_en\nWAJH,\(week[1]),-,Repairs\n")
        let listed = try city.tool.expect("slots", "list", "city.db", "--json")
        let states = try #require(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
        #expect(states.map { $0["state"] as? String } == ["free", "free", "day_off", "day_off", "past"])
    }

    @Test("A booking made again is the same; one that cannot be is refused with what to do, and leaves nothing behind")
    func book() throws {
        let city = try city()
        let token = String(repeating: "k", count: 32)
        let words = ["book", "city.db", "A-1", "--slot", "1", "--service", "permit", "--beneficiary", token, "--json"]
        let first = try city.tool.expect(words).json
        #expect(first["is_new"] as? Bool == true)
        let appointment = try #require(first["appointment"] as? [String: Any])
        #expect(appointment["state"] as? String == "booked" && appointment["office"] as? String == "WAJH")
        #expect(try city.tool.expect(words).json["is_new"] as? Bool == false)
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "1", "--service", "permit"],
            saying: ["the slot is full", "1 of 1 booked", "choose another slot"])
        try city.refuses(
            ["book", "city.db", "A-1", "--slot", "2", "--service", "permit"], saying: ["is there already", "A-1"])
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "3", "--service", "permit"], saying: ["too early to book"])
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "-1", "--service", "permit"], saying: ["there is no slot -1"])
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "99", "--service", "permit"], saying: ["there is no slot 99"])
        try city.refuses(["book", "city.db", "A-2", "--slot", "2"], saying: ["give the service"])
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "2", "--service", "permit", "--request", "R-9"],
            saying: ["there is no request \"R-9\" of api", "--source"])
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "2", "--service", "permit", "--beneficiary", "1012345678"],
            saying: ["token"])
        try city.take("slots", "office,desk,starts_at,minutes\nWAJH,B,\(week[0])T09:15,30\n")
        try city.refuses(
            ["book", "city.db", "A-2", "--slot", "5", "--service", "permit", "--beneficiary", token],
            saying: ["another appointment at this time"])
        try city.refuses(
            ["book", "city.db", " A-1 ", "--slot", "2", "--service", "permit"],
            saying: ["\" A-1 \" has white space", "take it away"])
        try city.refuses(["book", "nowhere.db", "A-2", "--slot", "1"], 2, saying: ["nowhere.db"])
    }

    @Test("Closing a slot names whoever is affected; the booking stands until it is moved or cancelled")
    func close() throws {
        let city = try city()
        for (reference, slot) in [("A-1", "1"), ("A-2", "2")] {
            try city.tool.expect("book", "city.db", reference, "--slot", slot, "--service", "permit")
        }
        let closed = try city.tool.expect("slots", "close", "city.db", "1", "--as", "Huda")
        #expect(closed.output.contains("1 booking affected") && closed.output.contains("A-1 of api"))
        #expect(try appointments(city) == "A-1|booked|1\nA-2|booked|2\n")
        let again = try city.tool.expect("slots", "close", "city.db", "1", "1")
        #expect(again.output.hasPrefix("Closed 0 slots, 1 closed before; 1 booking affected.\n"))
        let json = try city.tool.expect("slots", "close", "city.db", "1", "--json").json
        #expect((json["affected"] as? [[String: Any]])?.first?["reference"] as? String == "A-1")
        // The other slot is full: the old booking stands.
        try city.refuses(["reschedule", "city.db", "A-1", "--slot", "2"], saying: ["the slot is full"])
        try city.refuses(["cancel", "city.db", "A-2", "--by", "office"], 64, saying: ["--reason"])
        try city.tool.expect("cancel", "city.db", "A-2", "--by", "office", "--reason", "the counter is shut")
        try city.tool.expect("reschedule", "city.db", "A-1", "--slot", "2", "--as", "Huda")
        #expect(try appointments(city) == "A-1|booked|2\nA-2|cancelled|2\n")
        try city.refuses(
            ["book", "city.db", "A-3", "--slot", "1", "--service", "permit"], saying: ["the slot is closed"])
        try city.refuses(["slots", "close", "city.db", "77"], saying: ["there is no slot 77"])
        // A holiday over a booking is told at once, and by the doctor.
        try city.tool.write("day,name_en\n\(week[0]),Eid\n", to: "holidays.csv")
        let imported = try city.tool.expect("import", "holidays", "holidays.csv", "--into", "city.db").output
        #expect(
            imported.contains("1 booking ahead stands where nobody will be served:\n  appointment 1 (A-1 of api): "))
        #expect(imported.contains("booked: holiday\n") && imported.contains("FROM appointment_affected"))
        let findings = try #require(
            try city.tool.expect("doctor", "city.db", "--json").json["findings"] as? [[String: Any]])
        let affected = findings.first { $0["kind"] as? String == "appointment_affected" }
        #expect(affected?["count"] as? Int == 1)
    }

    @Test("Whoever came is checked in once; what was done is not cancelled, and who is missed did not come")
    func day() throws {
        let city = try SmallCity()
        try city.take(
            "appointments",
            "reference,office,service,starts_at,outcome\nA-1,WAJH,permit,2024-07-07T09:00,\nA-2,WAJH,permit,2024-07-07T09:00,\n"
        )
        try city.refuses(
            ["check-in", "city.db", "A-1", "--at", "2024-07-08T08:55"],
            saying: ["not at the office and on the day of its appointment's slot"])
        try city.refuses(["check-in", "city.db", "A-1", "--at", "2124-07-07T08:55"], saying: ["still to come"])
        try city.refuses(["call", "city.db", "A-1"], saying: ["nobody came yet", "municipal check-in city.db A-1"])
        let json = try city.tool.expect("check-in", "city.db", "A-1", "--at", "2024-07-07T08:55", "--json").json
        #expect(
            json["state"] as? String == "checked_in" && json["visit"] as? Int == 1 && json["is_new"] as? Bool == true)
        let again = try city.tool.expect("check-in", "city.db", "A-1", "--json").json
        #expect(again["visit"] as? Int == 1 && again["is_new"] as? Bool == false)
        try city.refuses(
            ["check-in", "city.db", "A-1", "--at", "2024-07-07T08:56+03:00"],
            saying: ["checked_in already", "arrived 2024-07-07T08:55:00+03:00"])
        for (verb, at) in [("call", "09:01"), ("serve", "09:02"), ("leave", "09:12")] {
            let said = try city.tool.expect(verb, "city.db", "A-1", "--at", "2024-07-07T\(at)", "--json").json
            #expect(said["is_new"] as? Bool == true)
        }
        #expect(
            try city.tool.expect("leave", "city.db", "A-1", "--lang", "ar").output
                == "مسجّل من قبل، ولم يتغير شيء: الموعد A-1 (import): permit، WAJH، 2024-07-07T09:00:00+03:00، حضر.\n")
        #expect(
            try city.tool.sqlite("city.db", "SELECT called_at, served_at, left_at FROM visit").output
                == "2024-07-07T09:01:00+03:00|2024-07-07T09:02:00+03:00|2024-07-07T09:12:00+03:00\n")
        #expect(
            try city.tool.sqlite("city.db", "SELECT count(*), max(arrived_at) FROM visit").output
                == "1|2024-07-07T08:55:00+03:00\n")
        try city.refuses(
            ["cancel", "city.db", "A-1", "--by", "beneficiary"], saying: ["cannot become cancelled_by_beneficiary"])
        try city.refuses(
            ["no-show", "city.db", "A-2", "--at", "2024-07-07T08:59"],
            saying: ["nobody is a no-show before the slot begins"])
        try city.tool.expect("no-show", "city.db", "A-2", "--at", "2024-07-07T09:31", "--as", "Huda")
        try city.refuses(["check-in", "city.db", "A-9"], saying: ["there is no appointment \"A-9\""])
        try city.refuses(["check-in", "city.db", "A-2", "--at", "yesterday"], saying: ["\"yesterday\""])
        #expect(try appointments(city) == "A-1|checked_in|1\nA-2|no_show|1\n")
        // Both were wrong.
        for reference in ["A-1", "A-2"] { try city.tool.expect("undo", "city.db", reference, "--as", "Huda") }
        #expect(try appointments(city) == "A-1|booked|1\nA-2|booked|1\n")
        try city.tool.expect("serve-remotely", "city.db", "A-2", "--as", "Huda")
        #expect(try appointments(city) == "A-1|booked|1\nA-2|served_remotely|1\n")
        #expect(try city.tool.municipal("undo", "city.db", "A-2", "--at", "2024-07-07T09:31").status == 64)
    }

    @Test("Whoever walked in is called, served and leaves, named by the visit; an appointment by either reference")
    func walkIns() throws {
        let city = try SmallCity()
        try city.take(
            "appointments",
            """
            reference,office,service,starts_at,outcome,arrived,visit
            A-1,WAJH,permit,2024-07-07T09:00,attended,08:55,V-1
            A-2,WAJH,permit,2024-07-07T09:00,,,
            A-3,WAJH,permit,2024-07-07T09:00,attended,,V-3

            """)
        try city.take(
            "visits",
            "reference,office,service,arrived\nV-2,WAJH,shop,2024-07-07T09:00\nA-2,WAJH,,2024-07-07T10:00\nA-3,WAJH,,2024-07-07T11:00\n"
        )
        let said = try city.tool.expect("call", "city.db", "V-2", "--at", "2024-07-07T09:01", "--json").json
        #expect(
            said["reference"] as? String == "V-2" && said["appointment"] is NSNull
                && said["service"] as? String == "shop")
        #expect(said["called_at"] as? String == "2024-07-07T09:01:00+03:00" && said["left_at"] is NSNull)
        #expect(said["is_new"] as? Bool == true)
        try city.refuses(["call", "city.db", "V-2", "--at", "2024-07-07T09:02"], saying: ["cannot be called again"])
        // Nobody need be called who walked in.
        try city.tool.expect("serve", "city.db", "A-2", "--at", "2024-07-07T10:05", "--as", "Huda")
        #expect(
            try city.tool.expect("leave", "city.db", "A-2", "--at", "2024-07-07T10:06", "--lang", "ar").output
                == "الزيارة A-2 (import): WAJH، 2024-07-07T10:00:00+03:00.\n")
        // One visit, by the reference of its appointment and by its own.
        for (verb, reference, at) in [("call", "A-1", "09:01"), ("serve", "V-1", "09:02"), ("leave", "A-1", "09:12")] {
            let step = try city.tool.expect(verb, "city.db", reference, "--at", "2024-07-07T\(at)", "--json").json
            #expect(step["reference"] as? String == "V-1" && step["appointment"] as? String == "A-1")
        }
        #expect(
            try city.tool.sqlite(
                "city.db",
                """
                SELECT reference, substr(called_at, 12, 5), substr(served_at, 12, 5), substr(left_at, 12, 5)
                FROM visit WHERE reference NOT LIKE '%-3' ORDER BY id
                """
            ).output == "V-1|09:01|09:02|09:12\nV-2|09:01||\nA-2||10:05|10:06\n")
        try city.refuses(["leave", "city.db", "V-9"], saying: ["there is no visit or appointment \"V-9\""])
        // Where the visit of the appointment is another one, the reference says too little.
        try city.refuses(["call", "city.db", "A-3"], saying: ["so has an appointment that brought another one"])
        #expect(
            try city.tool.expect("call", "city.db", "V-3", "--at", "2024-07-07T09:05", "--json").json["appointment"]
                as? String == "A-3")
    }

    @Test("A reference that two sources have is settled by naming the source")
    func ambiguous() throws {
        let city = try SmallCity()
        let text = "reference,office,service,starts_at,outcome\nA-1,WAJH,permit,2024-07-07T09:00,\n"
        for source in ["one", "two"] { try city.take("appointments", text, "--source", source) }
        try city.refuses(
            ["cancel", "city.db", "A-1", "--by", "beneficiary"], saying: ["2 sources have", "one, two"])
        try city.tool.expect("cancel", "city.db", "A-1", "--by", "beneficiary", "--source", "two")
        #expect(try appointments(city) == "A-1|booked|1\nA-1|cancelled|1\n")
    }

    @Test("Somebody else's export needs its columns and words named, nothing more; an unknown word lists the words")
    func importing() throws {
        let city = try SmallCity()
        let file =
            "Nr;Branch;Service;Date;Result\n1;WAJH;permit;2024-07-07;Done\n2;WAJH;permit;2024-07-07;Missed\n3;WAJH;permit;2024-07-08;Gone\n"
        let options = [
            "--map", "Nr=reference", "--map", "Branch=office", "--map-value", "outcome:Done=attended",
            "--map-value", "outcome:Missed=no_show",
        ]
        try city.refuses(
            "appointments", file.utf8, options,
            saying: [
                "line 4, column \"Result\": \"Gone\" is no word for the outcome",
                "attended, served_remotely, no_show, cancelled, cancelled_by_beneficiary, cancelled_by_office, booked, unknown, ahead",
                "--map-value outcome:Gone=attended",
            ])
        try city.tool.write(file, to: "file.csv")
        let kept = try city.tool.expect(
            [
                "import", "appointments", "file.csv", "--into", "city.db", "--keep-good", "--rejected", "rejected.csv",
                "--covers", "2024-07", "--json",
            ] + options
        ).json
        #expect(kept["rows_added"] as? Int == 2 && kept["rows_rejected"] as? Int == 1)
        #expect(kept["coverage_state"] as? String == "partial")
        #expect(try city.text("rejected.csv").contains("Gone"))
        let id = try #require(kept["import_id"] as? Int)
        try city.tool.expect("imports", "undo", "\(id)", "city.db")
        #expect(try city.tool.sqlite("city.db", "SELECT count(*) FROM slot").output == "0\n")
        let template = try city.tool.expect("import", "appointments", "--template").output
        #expect(template.hasPrefix("reference,office,service,starts_at,outcome,"))
        #expect(template.contains("\nالرقم المرجعي,البلدية,الخدمة,وقت الموعد,النتيجة,"))
    }
}
