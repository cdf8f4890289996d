import MunicipalRegistry

/// Visits and visitors with their number, as a sentence takes them.
extension NumberWriter {
    /// The case that the words before a count ask for; Arabic tells them apart where there is none or one.
    enum Case { case accusative, genitive }

    /// `1,733 visitors`, `1,733 مراجعًا`. None, one and two are said in Arabic by the noun, and the number stands behind.
    func counted(_ number: Int, _ unit: CountedMeasure, _ form: Case) -> String {
        guard language == .arabic else {
            let noun = unit == .visitors ? "visitor" : "visit"
            return "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
        }
        let noun: ArabicNoun =
            switch (unit, form) {
            case (.visitors, .accusative): .visitorAccusative
            case (.visitors, .genitive): .visitorGenitive
            case (_, .accusative): .visitAccusative
            case (_, .genitive): .visitGenitive
            }
        let text = noun.counted(number, count)
        return number < 3 ? "\(text) (\(plain(number)))" : text
    }
}

extension ArabicNoun {
    fileprivate static let visitorAccusative = ArabicNoun(
        one: "مراجعًا واحدًا", two: "مراجعَين", few: "مراجعين", many: "مراجعًا", other: "مراجع", zero: "صفرًا")
    fileprivate static let visitorGenitive = ArabicNoun(
        one: "مراجع واحد", two: "مراجعَين", few: "مراجعين", many: "مراجعًا", other: "مراجع", zero: "صفر")
    fileprivate static let visitAccusative = ArabicNoun(
        one: "زيارة واحدة", two: "زيارتين", few: "زيارات", many: "زيارة", other: "زيارة", zero: "صفرًا")
    fileprivate static let visitGenitive = ArabicNoun(
        one: "زيارة واحدة", two: "زيارتين", few: "زيارات", many: "زيارة", other: "زيارة", zero: "صفر")
}
