/// What is tried at 100,000 and at 1,000,000 rows, and which limits did not hold.
struct Trial {
    /// The limits that did not hold, each in a sentence.
    private(set) var broken: [String] = []

    private let bench: Workbench
    private let few = 100_000
    private let many = 1_000_000
    /// The most memory that any run may take.
    private let mostMemory = 100 << 20
    /// How much more it may be for ten times the rows.
    private let mostGrowth = 10 << 20

    init(_ bench: Workbench) {
        self.bench = bench
    }

    mutating func run() throws(Failure) {
        try MadeUpCity.writeCatalogue(in: bench.folder)
        try runGood()
        try runHalfBad()
    }

    /// Every row is good: import, beside the shell; export; undo.
    private mutating func runGood() throws(Failure) {
        var imports: [ChildProcess] = []
        var exports: [ChildProcess] = []
        var undoings: [ChildProcess] = []
        for rows in [few, many] {
            let file = bench.path("requests.csv")
            try MadeUpCity.writeRequests(rows, to: file)
            let shell = try importIntoBareTable(file)
            try makeRegistry()
            let city = bench.path("city.db")
            imports.append(try bench.municipal("import", "requests", file, "--into", city))
            report("import", rows, imports.last, beside: shell)
            try expect("requests after the import", "SELECT count(*) FROM request", rows)
            try expect("requests with a closing", "SELECT count(*) > \(rows / 3) FROM request WHERE closed_at > ''", 1)
            exports.append(try bench.municipal("export", "requests", city, "--to", bench.path("export.csv")))
            report("export", rows, exports.last)
            expect("lines of the export", try TextFile.lineCount(bench.path("export.csv")), rows + 1)
            let id = try bench.count("city.db", "SELECT max(id) FROM import_batch")
            undoings.append(try bench.municipal("imports", "undo", "\(id)", city))
            report("undo", rows, undoings.last)
            try expect("requests after the undoing", "SELECT count(*) FROM request", 0)
            try expect("requests in the change log", "SELECT count(*) FROM change WHERE table_name = 'request'", rows)
        }
        hold("import", imports)
        hold("export", exports)
        hold("undo", undoings)
    }

    /// Every second row is refused, and reported to a file.
    private mutating func runHalfBad() throws(Failure) {
        var imports: [ChildProcess] = []
        for rows in [few, many] {
            let file = bench.path("requests.csv")
            try MadeUpCity.writeRequests(rows, halfBad: true, to: file)
            try makeRegistry()
            let rejected = bench.path("rejected.csv")
            imports.append(
                try bench.municipal(
                    "import", "requests", file, "--into", bench.path("city.db"), "--keep-good", "--rejected", rejected))
            report("import, half rejected", rows, imports.last)
            try expect("requests after the import", "SELECT count(*) FROM request", rows / 2)
            expect("lines of the rejected rows", try TextFile.lineCount(rejected), rows / 2 + 1)
        }
        hold("import, half rejected", imports)
    }

    private func makeRegistry() throws(Failure) {
        bench.remove("city.db")
        let city = bench.path("city.db")
        try bench.municipal("init", city, "--name-ar", "مدينة", "--name-en", "City", "--time-zone", "Asia/Riyadh")
        for kind in ["offices", "services", "channels"] {
            try bench.municipal("import", kind, bench.path("\(kind).csv"), "--into", city)
        }
    }

    /// The same file by the shell: into a table without a key, a rule or an index, and from there into one that checks
    /// days and references.
    private func importIntoBareTable(_ file: String) throws(Failure) -> Shell {
        bench.remove("bare.db")
        try bench.sqlite3(
            "bare.db", "CREATE TABLE bare (reference, office, service, channel, submitted, status, closed)")
        let bare = try bench.sqlite3("bare.db", ".import --csv --skip 1 \(file) bare")
        try bench.sqlite3(
            "bare.db",
            """
            CREATE TABLE checked (
                id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE CHECK (length(reference) <= 200),
                office TEXT NOT NULL, service TEXT NOT NULL, channel TEXT NOT NULL,
                submitted TEXT NOT NULL CHECK (substr(submitted, 1, 10) IS date(substr(submitted, 1, 10), '+0 days')),
                status TEXT NOT NULL, closed TEXT CHECK (closed >= submitted)
            ) STRICT
            """)
        let checked = try bench.sqlite3(
            "bare.db",
            """
            INSERT INTO checked (reference, office, service, channel, submitted, status, closed)
            SELECT reference, office, service, channel, submitted, status, nullif(closed, '') FROM bare
            """)
        bench.remove("bare.db")
        return Shell(bare: bare, checked: checked)
    }

    private struct Shell {
        var bare: ChildProcess
        var checked: ChildProcess
    }

    // MARK: What must hold

    private mutating func expect(_ what: String, _ query: String, _ wanted: Int) throws(Failure) {
        expect(what, try bench.count("city.db", query), wanted)
    }

    private mutating func expect(_ what: String, _ found: Int, _ wanted: Int) {
        if found != wanted { broken.append("\(what): \(found), not \(wanted)") }
    }

    private mutating func hold(_ what: String, _ runs: [ChildProcess]) {
        for run in runs where run.peakMemory >= mostMemory {
            broken.append("\(what): \(megabytes(run.peakMemory)) MB at its peak, not under \(megabytes(mostMemory))")
        }
        if let small = runs.first, let large = runs.last, large.peakMemory - small.peakMemory > mostGrowth {
            broken.append(
                "\(what): \(megabytes(large.peakMemory - small.peakMemory)) MB more for ten times the rows, not "
                    + "\(megabytes(mostGrowth)) at most")
        }
    }

    // MARK: What is told

    private func report(_ what: String, _ rows: Int, _ run: ChildProcess?, beside shell: Shell? = nil) {
        guard let run else { return }
        print(
            "\(what): \(rows) rows in \(tenths(seconds(run.elapsed))) s,",
            "\(Int(Double(rows) / seconds(run.elapsed))) a second; processor \(tenths(seconds(run.processorTime))) s;",
            "\(megabytes(run.peakMemory)) MB at its peak")
        guard let shell else { return }
        compare("sqlite3 .import into a bare table", [shell.bare], with: run)
        compare("the same and a checking INSERT … SELECT", [shell.bare, shell.checked], with: run)
    }

    private func compare(_ what: String, _ shell: [ChildProcess], with run: ChildProcess) {
        let elapsed = shell.reduce(0) { $0 + seconds($1.elapsed) }
        let processor = shell.reduce(0) { $0 + seconds($1.processorTime) }
        print(
            "    \(what): \(tenths(elapsed)) s, processor \(tenths(processor)) s: the tool takes",
            "\(tenths(seconds(run.elapsed) / elapsed)) times as long,",
            "\(tenths(seconds(run.processorTime) / processor)) times the processor")
    }

    private func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
    private func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
    private func megabytes(_ bytes: Int) -> Double { tenths(Double(bytes) / 1_048_576) }
}
