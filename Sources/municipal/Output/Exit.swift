import ArgumentParser
import MunicipalRegistry

extension RegistryError {
    /// The exit code that tells a script what kind of failure this was.
    var exitCode: ExitCode {
        switch code {
        case .fileMissing, .alreadyExists, .isDirectory, .fileEmpty, .notADatabase, .foreign, .newer, .damaged, .drift,
            .notInitialised, .cannotOpen, .readOnly, .diskFull, .affectedWAL, .unreadableFile, .unwritableFile:
            ExitCode(2)
        case .locked, .readTooLong: ExitCode(3)
        default: ExitCode(1)
        }
    }
}

extension RegistryError {
    /// The error with a remedy that somebody at the tool can follow: the library's limits on waiting have no option.
    fileprivate var withToolsRemedy: RegistryError {
        let remedy =
            switch code {
            case .locked: "somebody else is using it; try again"
            case .readTooLong: "ask for less at a time, or make a copy with `municipal backup` and ask that"
            default: self.remedy
            }
        return RegistryError(code, what, at: place, remedy: remedy, cause: cause)
    }
}

/// Runs a command's work; says on standard error what went wrong, as text or as JSON.
func reporting(json: Bool, _ work: () throws -> Void) throws {
    do {
        try work()
        try Console.finish()
    } catch let error as RegistryError {
        let error = error.withToolsRemedy
        if json {
            struct Failure: Encodable {
                var error: Body
                struct Body: Encodable {
                    var code: String
                    var what: String
                    var place: String?
                    var remedy: String?
                }
            }
            Console.printError(
                try JSONText.encode(
                    Failure(
                        error: .init(
                            code: error.code.rawValue, what: error.what, place: error.place, remedy: error.remedy))))
        } else {
            Console.printError("municipal: \(error)")
        }
        throw error.exitCode
    }
}
