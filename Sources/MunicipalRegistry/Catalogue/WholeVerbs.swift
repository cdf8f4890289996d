import RegistrySQLite

extension RegistryAccess where Rights == ReadWrite {
    /// Runs a verb whole or not at all, also where the caller catches its error and goes on with the transaction.
    func atomically<T>(
        _ place: @autoclosure () -> String? = nil, _ body: () throws -> T
    ) throws(RegistryError) -> T {
        let batchBefore = transaction?.batchID
        do {
            return try translating(place()) { try connection.savepoint(body) }
        } catch {
            // A batch that this verb began went with it.
            transaction?.batchID = batchBefore
            throw error
        }
    }

    /// Runs a bulk verb: each item in turn, all of them or none; an error names the item, counted from 1.
    func each<Item, Result>(
        of items: [Item], _ noun: String, _ body: (Item) throws -> Result
    ) throws(RegistryError) -> [Result] {
        try atomically(noun) {
            var results: [Result] = []
            results.reserveCapacity(items.count)
            for (index, item) in items.enumerated() {
                do throws(RegistryError) {
                    results.append(try translating { try body(item) })
                } catch {
                    let position = "\(noun) \(index + 1) of \(items.count)"
                    throw RegistryError(
                        error.code, error.what, at: error.place.map { "\(position): \($0)" } ?? position,
                        remedy: error.remedy, cause: error.cause)
                }
            }
            return results
        }
    }
}
