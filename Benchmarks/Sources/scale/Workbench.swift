#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The tool under measurement and the folder in which it works.
struct Workbench {
    /// The path of the built `municipal`.
    let tool: String
    /// A folder of its own, removed at the end.
    let folder: String

    init(tool: String) throws(Failure) {
        self.tool = tool
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/municipal-scale-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Failure("no folder can be made in \(parent): \(String(cString: strerror(errno)))")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func remove(_ name: String) { unlink(path(name)) }

    func removeAll() {
        _ = try? ChildProcess.run("rm", ["-rf", folder], output: "/dev/null")
    }

    /// Runs the tool, which must succeed.
    @discardableResult
    func municipal(_ arguments: String...) throws(Failure) -> ChildProcess {
        try run(tool, arguments)
    }

    /// Runs the `sqlite3` shell on a file.
    @discardableResult
    func sqlite3(_ file: String, _ commands: String...) throws(Failure) -> ChildProcess {
        try run("sqlite3", ["-batch", "-bail", path(file)] + commands)
    }

    /// The number that a query gives in the `sqlite3` shell.
    func count(_ file: String, _ query: String) throws(Failure) -> Int {
        try sqlite3(file, query)
        let text = TextFile.beginning(of: path("output.txt"))
        guard let number = Int(text.prefix { $0.isNumber }) else { throw Failure("\(query) gives \(text)") }
        return number
    }

    private func run(_ program: String, _ arguments: [String]) throws(Failure) -> ChildProcess {
        let output = path("output.txt")
        let child = try ChildProcess.run(program, arguments, output: output)
        guard child.exitCode == 0 else {
            let call = ([program] + arguments).joined(separator: " ")
            throw Failure("\(call) ends with \(child.exitCode): \(TextFile.beginning(of: output))")
        }
        return child
    }
}
