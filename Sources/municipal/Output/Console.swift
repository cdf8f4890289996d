import MunicipalRegistry

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#else
    import Darwin
#endif

/// Where the tool writes.
enum Console {
    /// Whether a person is watching standard error, so that progress is worth showing.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) throws(RegistryError) {
        // The buffer of `print`, so that what was said first comes first; FileHandle's `write` traps where it fails.
        guard fwrite(bytes, 1, bytes.count, stdout) == bytes.count else { throw failure(errno) }
    }

    /// Hands over what was printed; what cannot be written, as on a full disk, is an error and not a success.
    static func finish() throws(RegistryError) {
        guard fflush(stdout) == 0, ferror(stdout) == 0 else { throw failure(errno) }
    }

    private static func failure(_ number: Int32) -> RegistryError {
        RegistryError(
            .unwritableFile, "what was asked for cannot be written: \(String(cString: strerror(number)))",
            at: "standard output", remedy: number == ENOSPC ? "make room" : "check where the output goes")
    }

    /// Writes a line to standard error.
    static func printError(_ text: String) { fputs(text + "\n", stderr) }

    /// Shows how far long work has come, on one line that is written over; nothing where nobody watches.
    static func showProgress(_ text: String) {
        guard errorIsTerminal else { return }
        fputs("\r\u{1B}[K\(text)", stderr)
    }

    /// Takes the progress line away.
    static func clearProgress() { showProgress("") }
}
