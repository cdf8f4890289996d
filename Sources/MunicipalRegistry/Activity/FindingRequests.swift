import RegistrySQLite

extension RegistryAccess {
    /// The request of that key; nil where there is none.
    public func request(id: Int64) throws(RegistryError) -> ServiceRequest? {
        try translating("request \(id)") {
            try connection.first(ServiceRequest.columns + " WHERE request_id = ?", id) { row in
                try ServiceRequest(row: row)
            }
        }
    }

    /// The request that a source knows by that reference; nil where there is none.
    ///
    /// - Throws: `unknownCode` where there is no such source.
    public func request(
        reference: String, source: String = RecordSource.library
    ) throws(RegistryError) -> ServiceRequest? {
        let sourceRow = try row(of: .source, source, at: "request \(reference)")
        return try request(reference: reference, sourceID: sourceRow.id)
    }

    func request(reference: String, sourceID: Int64) throws(RegistryError) -> ServiceRequest? {
        let id = try translating("request \(reference)") {
            try connection.value(
                Int64.self, "SELECT id FROM request WHERE source_id = ? AND reference = ?", sourceID, reference)
        }
        guard let id else { return nil }
        return try request(id: id)
    }

    /// The request of that key, which must be there.
    func knownRequest(_ id: Int64) throws(RegistryError) -> ServiceRequest {
        if let request = try request(id: id) { return request }
        throw RegistryError(
            .unknownRecord, "there is no request \(id)", at: "request \(id)",
            remedy: "look it up by its reference")
    }
}
