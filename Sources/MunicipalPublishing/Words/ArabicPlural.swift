/// A noun as Arabic counts with it: six forms, by the number before it.
///
/// The rule for each form is that of the Unicode CLDR plural rules for Arabic: by the last two digits, 3 through 10 are
/// few, 11 through 99 many.
package struct ArabicNoun: Sendable {
    /// One of them, the number said in words: `يوم واحد`.
    package let one: String
    /// Two of them, the number said by the noun itself: `يومان`.
    package let two: String
    /// After 3 through 10: `أيام`.
    package let few: String
    /// After 11 through 99: `يومًا`.
    package let many: String
    /// After whole hundreds, and after 1 and 2 beyond them: `يوم`.
    package let other: String
    /// None of them: `لا أيام`.
    package let zero: String

    /// The number with the noun in its form: `182 يومًا`.
    package func counted(_ number: Int) -> String { counted(number, \.grouped) }

    /// The same, its number written in a way of its own.
    func counted(_ number: Int, _ written: (Int) -> String) -> String {
        switch (number.magnitude, number.magnitude % 100) {
        case (0, _): zero
        case (1, _): one
        case (2, _): two
        case (_, 3...10): "\(written(number)) \(few)"
        case (_, 11...99): "\(written(number)) \(many)"
        default: "\(written(number)) \(other)"
        }
    }

    package static let day = ArabicNoun(
        one: "يوم واحد", two: "يومان", few: "أيام", many: "يومًا", other: "يوم", zero: "لا أيام")
    package static let otherOffice = ArabicNoun(
        one: "جهة أخرى", two: "جهتان أخريان", few: "جهات أخرى", many: "جهة أخرى", other: "جهة أخرى",
        zero: "لا جهات أخرى")
    package static let otherService = ArabicNoun(
        one: "خدمة أخرى", two: "خدمتان أخريان", few: "خدمات أخرى", many: "خدمة أخرى", other: "خدمة أخرى",
        zero: "لا خدمات أخرى")
    package static let request = ArabicNoun(
        one: "طلب واحد", two: "طلبان", few: "طلبات", many: "طلبًا", other: "طلب", zero: "لا طلبات")
    package static let visit = ArabicNoun(
        one: "زيارة واحدة", two: "زيارتان", few: "زيارات", many: "زيارة", other: "زيارة", zero: "لا زيارات")
    package static let answer = ArabicNoun(
        one: "إجابة واحدة", two: "إجابتان", few: "إجابات", many: "إجابة", other: "إجابة", zero: "لا إجابات")
}
