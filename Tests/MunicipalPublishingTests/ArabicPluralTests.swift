import MunicipalPublishing
import Testing

@Suite("Arabic counts its nouns")
struct ArabicPluralTests {
    @Test(
        "in six forms, by the last two digits",
        arguments: [
            (0, "لا أيام"), (1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (10, "10 أيام"), (11, "11 يومًا"),
            (30, "30 يومًا"), (99, "99 يومًا"), (100, "100 يوم"), (101, "101 يوم"), (102, "102 يوم"),
            (103, "103 أيام"), (110, "110 أيام"), (111, "111 يومًا"), (181, "181 يومًا"), (365, "365 يومًا"),
            (1_000, "1,000 يوم"), (1_003, "1,003 أيام"), (-3, "-3 أيام"),
        ])
    func forms(number: Int, text: String) {
        #expect(ArabicNoun.day.counted(number) == text)
    }
}
