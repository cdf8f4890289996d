import MunicipalRegistry
import MunicipalRegistryTesting
import RegistrySQLite
import Testing

/// A registry with a few rows of everything, and shorthands for what a test does over and over.
struct SmallCity {
    let temporary: TemporaryRegistry
    var registry: Registry { temporary.registry }

    /// TABUK over WAJH and DUBA, WAJH over WAJH-1; services permit (open on balady from 2023 and on counter always)
    /// and licence (open wherever); channels balady (digital), counter (in person), phone (assisted).
    init(now: String = "2024-07-01T08:00:00+03:00") throws {
        temporary = try Registry.temporary(now: now)
        try registry.write(as: "setup") { city in
            try city.add(Office(code: "WAJH", nameArabic: "بلدية الوجه", nameEnglish: "Al Wajh Municipality"))
            try city.add(Office(code: "DUBA", nameArabic: "بلدية ضباء", nameEnglish: "Duba Municipality"))
            try city.add(
                Office(
                    code: "WAJH-1", nameArabic: "فرع الوجه", nameEnglish: "Al Wajh Branch", kind: .subMunicipality),
                under: "WAJH")
            try city.add(contentsOf: [
                MunicipalService(code: "permit", nameArabic: "رخصة بناء", nameEnglish: "Building permit"),
                MunicipalService(code: "licence", nameArabic: "رخصة محل", nameEnglish: "Shop licence"),
            ])
            try city.add(contentsOf: [
                RequestChannel(code: "balady", nameArabic: "بلدي", nameEnglish: "Balady", mode: .digital),
                RequestChannel(code: "counter", nameArabic: "مقر", nameEnglish: "Counter", mode: .inPerson),
                RequestChannel(code: "phone", nameArabic: "هاتف", nameEnglish: "Phone", mode: .assisted),
            ])
            try city.open(service: "permit", on: "balady", from: CivilDate("2023-01-01"))
            try city.open(service: "permit", on: "counter")
        }
    }

    /// A count, or another number, by the user's own SQL.
    func number(_ sql: String) throws -> Int64? {
        try registry.read { city in try city.rows(sql) { row in try row[0] as Int64 }.first }
    }

    /// Every row of every table, counted: the same before and after where nothing was written.
    func sizes() throws -> [String: Int64] {
        var sizes: [String: Int64] = [:]
        let tables = try registry.read { city in
            try city.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'") { row in
                try row[0] as String
            }
        }
        for table in tables { sizes[table] = try number("SELECT count(*) FROM \(table)") }
        return sizes
    }

    /// The error of a write that must fail, checked to have written nothing: neither the failed verb by itself, its
    /// error caught inside the transaction, nor the transaction.
    func refusal(
        _ body: @escaping (borrowing RegistryWriter) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RegistryError? {
        let before = try sizes()
        var caught: RegistryError?
        try registry.write { city in
            do { try body(city) } catch let error as RegistryError { caught = error }
        }
        #expect(try sizes() == before, "something was written", sourceLocation: sourceLocation)
        #expect(caught != nil, "nothing was refused", sourceLocation: sourceLocation)
        return caught
    }
}
