import Testing

@Suite("The scopes' tables")
struct ScopeTests {
    @Test(
        "that a hand has written in differ from what the schema works out",
        arguments: [
            ("office_scope", "DELETE FROM office_scope WHERE scope = 'all:3'"),
            ("office_scope", "UPDATE office_scope SET below = 1 WHERE scope = 'own:2'"),
            ("office_scope", "INSERT INTO office_scope VALUES ('all:2', 3, 0, '1900-01-01', '9999-12-31')"),
            ("service_scope", "DELETE FROM service_scope WHERE scope = 'every' AND service_id = 1"),
            ("service_scope", "UPDATE service_scope SET ends_before = '2000-01-01' WHERE scope = 'every'"),
            ("channel_scope", "INSERT INTO channel_scope VALUES ('mode:digital', 2)"),
            ("channel_scope", "INSERT OR REPLACE INTO channel_scope VALUES ('every', 99)"),
        ])
    func handEditIsFound(_ table: String, _ edit: String) throws {
        let script = """
            .restore '\(try SeededCity.file())'
            SELECT \(ScopeAttempts.differs(table));
            \(edit);
            SELECT \(ScopeAttempts.differs(table));
            """
        #expect(try Shell.run(script, bail: true).lines == ["0", "1"])
    }

    @Test("are put right by a change that makes them anew: an office and a service that come and go, a channel")
    func changeRepairs() throws {
        let script = """
            .restore '\(try SeededCity.file())'
            DELETE FROM office_scope WHERE scope < 'set:'; DELETE FROM service_scope; DELETE FROM channel_scope;
            INSERT INTO office (code, name_ar, name_en, kind) VALUES ('NEW', 'a', 'b', 'other');
            DELETE FROM office WHERE code = 'NEW';
            INSERT INTO service (code, name_ar, name_en) VALUES ('NEW', 'a', 'b');
            DELETE FROM service WHERE code = 'NEW';
            INSERT INTO channel (code, name_ar, name_en, mode) VALUES ('NEW', 'a', 'b', 'unknown');
            SELECT \(ScopeAttempts.differs("office_scope")), \(ScopeAttempts.differs("service_scope")),
                   \(ScopeAttempts.differs("channel_scope"));
            """
        #expect(try Shell.run(script, bail: true).lines == ["0|0|0"])
    }
}
