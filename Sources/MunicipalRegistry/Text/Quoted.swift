extension String {
    /// This text as an error message shows it: in quotation marks, cut after 60 characters, with what cannot be seen
    /// (controls, direction marks, odd spaces) spelled out as `\u{…}`.
    package var quoted: String {
        var result = "\""
        for (index, scalar) in unicodeScalars.enumerated() {
            if index == 60 {
                result += "…"
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            case .spaceSeparator where scalar != " ":
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
