import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Removes a request that was written by mistake; the change log keeps it.
    ///
    /// - Throws: `unknownRecord`, and `ruleBroken` while a visit names it.
    public func remove(request id: Int64) throws(RegistryError) {
        let request = try knownRequest(id)
        try atomically("request \(id) (\(request.reference) of \(request.source))") {
            _ = try batch()
            try connection.run("DELETE FROM request WHERE id = ?", id)
        }
    }

    /// Removes a visit that was written by mistake, with its other services; the change log keeps them.
    ///
    /// - Throws: `unknownRecord`.
    public func remove(visit id: Int64) throws(RegistryError) {
        guard try visit(id: id) != nil else {
            throw RegistryError(
                .unknownRecord, "there is no visit \(id)", at: "visit \(id)", remedy: "look it up by its reference")
        }
        try atomically("visit \(id)") {
            _ = try batch()
            try connection.run("DELETE FROM visit_service WHERE visit_id = ?", id)
            try connection.run("DELETE FROM visit WHERE id = ?", id)
        }
    }
}
