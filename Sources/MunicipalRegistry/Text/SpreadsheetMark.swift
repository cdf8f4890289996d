/// The marks that spreadsheets leave on dates and periods, so that an error can name the cause.
package enum SpreadsheetMark {
    /// Whether the ASCII text holds the name of an English month, as in `Mar-24` or `1-Mar-2024`.
    package static func isMonthName(in text: String) -> Bool {
        let months: Set<String> = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return text.lowercased().split { !$0.isLetter }.contains { months.contains(String($0.prefix(3))) }
    }

    /// Whether the ASCII text is a spreadsheet's day number of 1954 through 2064, as `45352` is 2024-03-01.
    package static func isSerialNumber(_ text: String) -> Bool {
        text.utf8.count == 5 && Int(text).map { (20_000...60_000).contains($0) } == true
    }
}
