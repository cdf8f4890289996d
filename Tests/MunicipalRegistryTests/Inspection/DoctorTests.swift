import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

@Suite("The doctor")
struct DoctorTests {
    private func report(_ small: SmallCity) throws -> DoctorReport {
        try small.registry.read { city in try city.doctor() }
    }

    @Test("finds a fresh registry sound, and a service without channels")
    func sound() throws {
        let report = try report(try SmallCity())
        #expect(report.isSound)
        #expect(report.unchecked == [])
        #expect(report.findings.map(\.kind) == [.serviceWithoutChannel])
        #expect(report.findings.map(\.count) == [1])
        #expect(report.findings.map(\.example) == ["licence"])
        #expect(report.controls == [])
    }

    @Test("names drift, and what somebody added beside the schema")
    func drift() throws {
        let small = try SmallCity()
        #expect(
            try Shell.run(
                "DROP TRIGGER visit_rules; DROP VIEW visit_monthly; CREATE VIEW visit_monthly AS SELECT 1; CREATE VIEW mine AS SELECT 1",
                on: small.registry.path) == "")
        let report = try report(small)
        #expect(report.schemaMissing == ["trigger visit_rules"])
        #expect(report.schemaChanged == ["view visit_monthly"])
        #expect(report.schemaAdditions == ["view mine"])
        #expect(!report.isSound)
    }

    @Test("takes a trigger of somebody's own on our table for drift, and nothing is written through it")
    func intrudingTrigger() throws {
        let small = try SmallCity()
        #expect(
            try Shell.run(
                """
                CREATE TABLE mine (x);
                CREATE TRIGGER mine_alone AFTER INSERT ON mine BEGIN SELECT 1; END;
                CREATE INDEX mine_by_name ON office (name_en);
                CREATE TRIGGER swallow BEFORE INSERT ON Visit BEGIN SELECT RAISE(IGNORE); END;
                """, on: small.registry.path) == "")
        let report = try report(small)
        #expect(report.schemaChanged == ["trigger swallow, which was added to Visit"])
        #expect(report.schemaAdditions == ["table mine", "trigger mine_alone", "index mine_by_name"])
        #expect(!report.isSound)
        let registry = try Registry.open(small.registry.path)
        let error = #expect(throws: RegistryError.self) {
            try registry.write { city in
                try city.record(NewVisit(reference: "V-1", office: "DUBA", arrived: .on(CivilDate("2024-02-01"))))
            }
        }
        #expect(error?.code == .drift && error?.what.contains("trigger swallow was added to Visit") == true)
    }

    @Test("says what repairs a derived table, and it does")
    func repair() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 10, in: Period("2023")))
            _ = try city.record(total: NewTotal(.visits, 4, in: Period("2023-H1")))
        }
        let path = small.registry.path
        let guarding = try Shell.run(
            "SELECT sql || ';' FROM sqlite_schema WHERE name = 'reported_count_keeps_container'", on: path)
        #expect(
            try Shell.run(
                """
                DELETE FROM office_scope WHERE scope <> 'own:1';
                INSERT INTO service_scope VALUES ('every', 99, '1900-01-01', '9999-12-31');
                DELETE FROM channel_scope;
                DROP TRIGGER reported_count_keeps_container;
                UPDATE reported_count SET container_id = NULL;
                \(guarding)
                """, on: path) == "")
        let derived = try report(small).derived
        #expect(
            derived.map(\.table) == ["office_scope", "service_scope", "channel_scope", "reported_count.container_id"])
        for difference in derived { #expect(try Shell.run(difference.repair, on: path) == "", "\(difference)") }
        #expect(try report(small).isSound)
    }

    @Test("finds derived tables that were tampered with, dangling references and broken rules")
    func tampered() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 10, in: Period("2023")))
            _ = try city.record(total: NewTotal(.visits, 4, in: Period("2023-H1")))
        }
        #expect(
            try Shell.run(
                """
                DELETE FROM office_scope WHERE scope = 'own:1';
                INSERT INTO service_scope VALUES ('every', 99, '1900-01-01', '9999-12-31');
                DROP TRIGGER reported_count_keeps_container;
                DROP TRIGGER reported_count_keeps_parts;
                DROP TRIGGER reported_count_references_update;
                UPDATE reported_count SET container_id = NULL, count = 11 WHERE id = 2;
                UPDATE reported_count SET source_id = 77 WHERE id = 1;
                """, on: small.registry.path) == "")
        let report = try report(small)
        #expect(report.derived.map(\.table) == ["office_scope", "service_scope", "reported_count.container_id"])
        #expect(report.derived.map(\.missing) == [1, 0, 1])
        #expect(report.derived.map(\.surplus) == [0, 1, 1])
        #expect(report.danglingReferences.map(\.table) == ["reported_count"])
        #expect(report.danglingReferences.map(\.rowID) == [1])
        #expect(report.danglingReferences.map(\.refersTo) == ["source"])
        #expect(!report.isSound)
    }

    @Test("finds records that do not fit the catalogue, with one of each")
    func quality() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            for (reference, day) in [("R-1", "2023-05-01"), ("R-2", "2023-06-01"), ("R-3", "2024-08-01")] {
                _ = try city.submit(
                    NewRequest(
                        reference: reference, service: "permit", office: "WAJH", channel: "balady",
                        submitted: .on(CivilDate(day))))
            }
            _ = try city.submit(
                NewRequest(
                    reference: "R-4", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .on(CivilDate("2024-06-01")), outcome: .completed(.on(CivilDate("2024-07-02")))))
            _ = try city.record(
                NewVisit(reference: "V-1", office: "DUBA", arrived: .on(CivilDate("2024-02-01"))))
            _ = try city.record(
                NewVisit(
                    reference: "V-2", office: "DUBA", service: "licence", arrived: .on(CivilDate("2023-02-01"))))
            try city.change(office: "WAJH") { office in office.openedOn = try CivilDate("2023-06-01") }
            try city.close(office: "DUBA", on: CivilDate("2024-02-01"))
            try city.change(service: "licence") { service in service.introducedOn = try CivilDate("2023-03-01") }
            try city.retire(service: "permit", on: CivilDate("2024-08-01"))
            try city.close(service: "permit", on: "balady", from: CivilDate("2023-06-01"))
            try city.cover(office: "WAJH", measure: .visits, period: Period("2024"))
            _ = try city.record(total: NewTotal(.visitors, 1, in: Period("2024")))
        }
        let findings = try report(small).findings
        let counts = Dictionary(uniqueKeysWithValues: findings.map { ($0.kind, $0.count) })
        #expect(
            counts == [
                .requestBeforeOfficeOpened: 1, .requestAfterServiceRetired: 1, .requestOnClosedChannel: 2,
                .requestInFuture: 1, .closedInFuture: 1, .visitAfterOfficeClosed: 1, .visitBeforeServiceIntroduced: 1,
                .visitWithoutService: 1, .totalInFuture: 1, .coverageInFuture: 1, .serviceWithoutChannel: 1,
            ])
        let opened = findings.first { $0.kind == .requestBeforeOfficeOpened }
        #expect(opened?.example == "request 1 (R-1 of api): permit at WAJH on balady, submitted 2023-05-01")
    }

    @Test("finds contacts made before the day of their request or their booking, and none of the same day")
    func earlyContacts() throws {
        let city = try AppointmentCity()
        try city.book("A-1", slot: 0)
        let findings = try city.registry.write { writer in
            try writer.submit(
                NewRequest(
                    reference: "R-1", service: "permit", office: "WAJH", channel: "counter",
                    submitted: .on(CivilDate("2024-06-20"))))
            let made: [(Contact.Subject, String)] = [
                (.request(1), "1999-01-01"), (.request(1), "2024-06-20"), (.appointment(1), "2024-06-30"),
                (.appointment(1), "2024-07-01"),
            ]
            for (index, (subject, day)) in made.enumerated() {
                try writer.record(
                    NewContact(
                        reference: "C-\(index)", about: subject, by: .phone, outcome: .reached,
                        made: .on(CivilDate(day))))
            }
            return try writer.doctor().findings
        }
        let early = findings.first { $0.kind == .contactBeforeSubject }
        #expect(early?.count == 2)
        #expect(early?.example == "contact 1 (C-0 of api): about request 1 by phone, reached, 1999-01-01")
    }

    @Test("names a total that lacks an office of its day, and a batch that was left open")
    func leftovers() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 10, in: Period("2023"), office: "DUBA"))
            // Offices of a total are frozen: a correction of the tree leaves them alone.
            try city.move(office: "WAJH-1", under: "DUBA", from: CivilDate("2022-01-01"))
        }
        #expect(try Shell.run("UPDATE current_batch SET batch_id = 1", on: small.registry.path) == "")
        let findings = try report(small).findings.filter { $0.kind != .serviceWithoutChannel }
        #expect(findings.map(\.kind) == [.totalLacksOffice, .batchLeftOpen])
        #expect(findings.map(\.count) == [1, 1])
        #expect(findings.first?.example.contains("DUBA") == true)
        #expect(findings.last?.example == "batch 1; UPDATE current_batch SET batch_id = 0 puts it right")
    }

    @Test("shows control totals that differ, and only those")
    func controls() throws {
        let small = try SmallCity()
        try small.registry.write { city in
            _ = try city.record(total: NewTotal(.visits, 10, in: Period("2023-H1")))
            _ = try city.record(total: NewTotal(.visits, 12, in: Period("2023-H1"), role: .control))
            _ = try city.record(total: NewTotal(.visits, 10, in: Period("2023-H1"), role: .control, note: "again"))
        }
        let controls = try report(small).controls
        #expect(controls.map(\.total.count) == [12])
        #expect(controls.map(\.counted) == [10])
        #expect(controls.map(\.difference) == [2])
    }
}
