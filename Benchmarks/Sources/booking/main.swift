import Foundation

// Booking under load, and finding and booking beside raw SQLite. Counts are held; time is told, never judged: it is the
// machine's as much as ours.
//
//     booking load [SECONDS]      4 programs of 4 threads book a few hot slots, with and without the write gate
//     booking find [PAIRS]        the first 20 free of 1,000,000 slots, and booking one, beside the same two statements in C

do {
    let words = CommandLine.arguments.dropFirst()
    switch (words.first, words.dropFirst().first.map { Int($0) }) {
    case ("load", let seconds): try Load(seconds: seconds.flatMap { $0 } ?? 30).run()
    case ("find", let pairs): try Finding(pairs: pairs.flatMap { $0 } ?? 9).run()
    case ("clerks", let seconds??): try Clerks(seconds: seconds).run()
    default:
        print("usage: booking load [SECONDS] | booking find [PAIRS]")
        exit(64)
    }
} catch {
    print("booking: \(error)")
    exit(1)
}
