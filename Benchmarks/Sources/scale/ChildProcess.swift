#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program run to its end, with what the operating system says it took.
struct ChildProcess {
    /// The program's exit code; 128 and more where a signal ended it.
    let exitCode: Int32
    /// The most memory that it held at once, in bytes.
    let peakMemory: Int
    /// From start to end.
    let elapsed: Duration
    /// The processor time that it took, its own and the system's for it: what a busy machine distorts least.
    let processorTime: Duration

    /// Runs a program, which is found along `PATH` where its name has no slash, with its output in a file.
    ///
    /// The peak that Linux reports begins with that of whoever starts the program, so this process must stay small.
    static func run(_ program: String, _ arguments: [String], output: String) throws(Failure) -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }

        let start = ContinuousClock.now
        var child: pid_t = 0
        let failure = posix_spawnp(&child, program, &actions, nil, &words, environ)
        guard failure == 0 else { throw Failure("\(program) does not start: \(String(cString: strerror(failure)))") }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw Failure("\(program) is lost: \(String(cString: strerror(errno)))") }
        }
        let elapsed = ContinuousClock.now - start
        // WIFEXITED and WEXITSTATUS are macros, which do not import.
        let exitCode = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        #if canImport(Darwin)
            let peak = Int(usage.ru_maxrss)
        #else
            let peak = Int(usage.ru_maxrss) * 1_024
        #endif
        let times = [usage.ru_utime, usage.ru_stime]
        let processorTime = times.reduce(Duration.zero) { sum, time in
            sum + .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
        }
        return ChildProcess(exitCode: exitCode, peakMemory: peak, elapsed: elapsed, processorTime: processorTime)
    }
}

/// What went wrong, in a sentence.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
