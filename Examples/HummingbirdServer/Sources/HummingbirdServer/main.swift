// The figures of a registry over HTTP, on this machine only: GET /digitization-rate/2024-H1
//
// It shows that no name of the library is ambiguous beside a server's own, and how an error's code becomes a status.
import Hummingbird
import MunicipalRegistry

struct Take: ResponseEncodable {
    let period: String
    let digital: Int
    let total: Int
    let percent: String?
}

extension RegistryError: @retroactive HTTPResponseError {
    /// What a client is told, by the error's code.
    public var status: HTTPResponse.Status {
        switch code {
        case .invalidPeriod, .invalidDay: .badRequest
        case .unknownCode: .notFound
        case .notComparable: .unprocessableContent
        case .locked, .readTooLong: .serviceUnavailable
        default: .internalServerError
        }
    }

    /// The error in its own words.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        Response(status: status, body: .init(byteBuffer: ByteBuffer(string: "\(self)\n")))
    }
}

/// Serves the registry's figures until the process is ended.
func serve(_ path: String) async throws {
    let registry = try await Registry.open(path, options: .init(readOnly: true))
    let router = Router()
    router.get("digitization-rate/:period") { _, context in
        let period = try Period(context.parameters.require("period"))
        let rate = try await registry.digitizationRate(in: period)
        return Take(
            period: "\(period)", digital: rate.ratio.numerator, total: rate.ratio.denominator,
            percent: rate.ratio.percent()?.description)
    }
    let server = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 8080)))
    try await server.runService()
}

if let path = CommandLine.arguments.dropFirst().first {
    try await serve(path)
} else {
    print("usage: HummingbirdServer REGISTRY")
}
