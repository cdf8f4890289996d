/// The rules for texts that people read, as the schema has them.
enum TextRule {
    /// Throws `invalidValue` where a name is blank or holds a NUL.
    static func check(name: String, as what: String, at place: @autoclosure () -> String?) throws(RegistryError) {
        guard name.utf8.contains(where: { $0 != 0x20 }) else {
            throw RegistryError(
                .invalidValue, "the \(what) is empty", at: place(), remedy: "give the \(what) as it is written")
        }
        try check(text: name, as: what, at: place())
    }

    /// Throws `invalidText` where a text holds a NUL.
    static func check(text: String?, as what: String, at place: @autoclosure () -> String?) throws(RegistryError) {
        guard let text, text.utf8.contains(0) else { return }
        throw RegistryError(
            .invalidText, "the \(what) \(text.quoted) holds a NUL character", at: place(),
            remedy: "take the NUL out: what follows it would be lost in other programs")
    }

    /// Whether a text begins or ends with a scalar that nobody sees: white space, or a mark of direction.
    static func hasUnseenEnds(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        return isUnseen(first) || isUnseen(last)
    }

    /// Whether a scalar is white space, or a mark of direction or the like.
    ///
    /// A list of our own, the one by which the schema refuses references: what Unicode says of a scalar may change with
    /// the version of Swift, and its "format" characters are not all unseen (U+0600, the Arabic number sign).
    static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0xAD, 0x061C, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
            0x205F...0x206F, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    /// A text without what nobody sees at its ends.
    static func trimmed(_ text: String) -> String {
        guard hasUnseenEnds(text) else { return text }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isUnseen(first) { scalars.removeFirst() }
        while let last = scalars.last, isUnseen(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// Throws `invalidValue` where a reference is blank, has unseen ends or is longer than 200 characters, `invalidText`
    /// on a NUL.
    static func check(reference: String, at place: @autoclosure () -> String?) throws(RegistryError) {
        try check(name: reference, as: "reference", at: place())
        guard !hasUnseenEnds(reference) else {
            throw RegistryError(
                .invalidValue, "the reference \(reference.quoted) has white space or an invisible mark at an end",
                at: place(), remedy: "take it away: with it, it would be the reference of another record")
        }
        guard reference.utf8.count <= 200 || reference.unicodeScalars.count <= 200 else {
            throw RegistryError(
                .invalidValue, "the reference \(reference.quoted) is longer than 200 characters", at: place(),
                remedy: "give the number or code by which its source knows the record")
        }
    }

    /// Throws `invalidCode` as `CodeText` does, naming the place.
    static func check(code: String, as what: String, at place: @autoclosure () -> String?) throws(RegistryError) {
        do {
            try CodeText.check(code, as: what)
        } catch {
            throw RegistryError(error.code, error.what, at: place(), remedy: error.remedy, cause: error.cause)
        }
    }

    /// Throws `invalidDay` where a day is the last that there is, on which nothing is counted.
    static func check(counted days: CivilDate?..., at place: @autoclosure () -> String?) throws(RegistryError) {
        for day in days {
            do {
                _ = try day?.counted()
            } catch {
                throw RegistryError(error.code, error.what, at: place(), remedy: error.remedy, cause: error.cause)
            }
        }
    }

    /// Throws `wrongOrder` unless the second day, where there are both, comes after the first.
    static func check(
        _ first: CivilDate?, before second: CivilDate?, _ what: String, at place: @autoclosure () -> String?
    ) throws(RegistryError) {
        guard let first, let second, second <= first else { return }
        throw RegistryError(
            .wrongOrder, "\(what): \(second) is not after \(first)", at: place(),
            remedy: "the second is the first day on which it no longer holds; give a later day")
    }
}
