/// A value that JSON shows as `null` where there is none, instead of leaving its key out.
public struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
    /// The value, or nil.
    public var value: Value?

    /// A value, or nil.
    public init(_ value: Value?) { self.value = value }

    /// Writes the value, or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension Nullable: Equatable where Value: Equatable {}
