extension String {
    /// The text as one word of a shell's command, in quotes where it must be, so that what is printed can be pasted.
    package var shellWord: String {
        let isPlain = unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "/._-+@%".unicodeScalars.contains(scalar)
        }
        return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
    }

    /// The text with a file's name in place of `REGISTRY`.
    package func naming(registry path: String) -> String {
        let name = path.shellWord
        var result = ""
        var rest = self[...]
        while let found = rest.firstRange(of: " REGISTRY") {
            let next = rest[found.upperBound...].first
            result +=
                rest[..<found.lowerBound]
                + (next.map { !$0.isLetter && !$0.isNumber } ?? true ? " " + name : " REGISTRY")
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}
