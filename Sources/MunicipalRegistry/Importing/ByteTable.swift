/// Numbers by short texts in UTF-8, looked up without making a `String`; bounded, since it only remembers what can be
/// found again.
struct ByteTable {
    private struct Entry {
        var hash: UInt64
        var start: Int
        var count: Int
        var value: Int64
    }

    private static let slotCount = 4_096
    private static let limit = 2_048

    private var slots = [Int32](repeating: -1, count: ByteTable.slotCount)
    private var entries: [Entry] = []
    private var storage: [UInt8] = []

    /// The number of a text; nil where it is not remembered.
    func value(of text: UnsafeRawBufferPointer) -> Int64? {
        let hash = ByteTable.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (ByteTable.slotCount - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.count == text.count, isSame(entry, text) { return entry.value }
            slot = (slot + 1) & (ByteTable.slotCount - 1)
        }
        return nil
    }

    /// Remembers a number; texts of more than 256 bytes are not.
    mutating func remember(_ value: Int64, for text: UnsafeRawBufferPointer) {
        guard text.count <= 256 else { return }
        if entries.count == ByteTable.limit { self = ByteTable() }
        let hash = ByteTable.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (ByteTable.slotCount - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (ByteTable.slotCount - 1) }
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(hash: hash, start: storage.count, count: text.count, value: value))
        storage.append(contentsOf: text)
    }

    /// Forgets everything.
    mutating func removeAll() { self = ByteTable() }

    private func isSame(_ entry: Entry, _ text: UnsafeRawBufferPointer) -> Bool {
        for index in 0..<entry.count where storage[entry.start + index] != text[index] { return false }
        return true
    }

    /// FNV-1a of 64 bits, its high half folded into the low one.
    private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }
}
