#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// Imports, undoings and exports of a million requests by the built tool: holds the limits of memory and the counts, and
// prints the rates beside `sqlite3 .import`. Time is told, never judged: it is the machine's as much as ours.
//
//     scale PATH/TO/municipal

guard CommandLine.arguments.count == 2 else {
    print("usage: scale PATH/TO/municipal")
    exit(64)
}
do {
    let bench = try Workbench(tool: CommandLine.arguments[1])
    defer { bench.removeAll() }
    var trial = Trial(bench)
    try trial.run()
    if trial.broken.isEmpty {
        print("All limits hold.")
    } else {
        for limit in trial.broken { print("BROKEN: \(limit)") }
        bench.removeAll()
        exit(1)
    }
} catch {
    print("scale: \(error)")
    exit(1)
}
