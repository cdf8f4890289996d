import Foundation

/// Where the tool writes.
enum Console {
    /// Whether a person is watching standard error, so that progress is worth showing.
    static var errorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

    /// Writes a line to standard error.
    static func printError(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Shows how far long work has come, on one line that is written over; nothing where nobody watches.
    static func showProgress(_ text: String) {
        guard errorIsTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Takes the progress line away.
    static func clearProgress() { showProgress("") }
}
