import Foundation

/// JSON read by `JSONDecoder`, which gives the nearest Double; `JSONSerialization` on Linux is a digit off now and then.
enum ExactJSON {
    /// The object that a text holds.
    static func object(_ data: Data) throws -> [String: Any] {
        try JSONDecoder().decode([String: Value].self, from: data).mapValues(\.any)
    }

    private enum Value: Decodable {
        case null
        case bool(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
        case list([Value])
        case object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Int.self) {
                self = .integer(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else if let value = try? container.decode([Value].self) {
                self = .list(value)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }

        var any: Any {
            switch self {
            case .null: NSNull()
            case .bool(let value): value
            case .integer(let value): value
            case .number(let value): value
            case .text(let value): value
            case .list(let values): values.map(\.any)
            case .object(let values): values.mapValues(\.any)
            }
        }
    }
}

/// A number of JSON as a Double, whether it was written as a whole one or not.
func double(_ value: Any?) -> Double? {
    switch value {
    case let value as Int: Double(value)
    case let value as Double: value
    default: nil
    }
}
