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
    /// The error with a remedy that somebody at the tool can follow: the library's limits on waiting have no option, and
    /// the registry has a name.
    fileprivate func withToolsRemedy(_ registry: String?) -> RegistryError {
        let remedy =
            switch code {
            case .locked: "somebody else is using it; try again"
            case .readTooLong: "ask for less at a time, or make a copy (`municipal backup REGISTRY COPY`) and ask that"
            default: self.remedy
            }
        let named = registry.flatMap { remedy?.naming(registry: $0) } ?? remedy
        return RegistryError(code, what, at: place, remedy: named, cause: cause)
    }
}

/// Runs a command's work; says on standard error what went wrong, as text or as JSON.
///
/// - Parameter registry: the file that remedies name.
func reporting(json: Bool, registry: String? = nil, _ work: () throws -> Void) throws {
    do {
        try work()
        try Console.finish()
    } catch let error as RegistryError {
        let error = error.withToolsRemedy(registry)
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
