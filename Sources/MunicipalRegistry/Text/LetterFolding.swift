/// What letters fold to in a `MatchKey`: facts of the Unicode Character Database, version 15.
///
/// The first table has the small letters of Latin (Latin-1 through Extended Additional), Greek and Cyrillic that the
/// canonical decomposition takes apart, and the Latin letters that have no decomposition but are spelled out in ASCII.
/// The second has the forms of Arabic letters that stand for one another, and the presentation forms (U+FB50 to FBFF,
/// U+FE80 to FEFC) that text copied out of a PDF is made of.
enum LetterFolding {
    /// The folded text of a letter, or nil when it stays as it is.
    static func base(of scalar: Unicode.Scalar) -> String? { table[scalar.value] }

    private static let table: [UInt32: String] = {
        var table: [UInt32: String] = [:]
        for (base, letters) in composed {
            for letter in letters.unicodeScalars { table[letter.value] = base }
        }
        for (base, ranges) in arabic {
            for range in ranges {
                for letter in range { table[letter] = base }
            }
        }
        return table
    }()

    private static let composed: [(String, String)] = [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("ae", "æǣǽ"),
        ("b", "ḃḅḇ"),
        ("c", "çćĉċčḉ"),
        ("d", "ðďđḋḍḏḑḓ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥħȟḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
        ("j", "ĵǰ"),
        ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľłḷḹḻḽ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋ"),
        ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("oe", "œ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟ"),
        ("s", "śŝşšſșṡṣṥṧṩẛ"),
        ("ss", "ß"),
        ("t", "ţťŧțṫṭṯṱẗ"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕ"),
        ("ʒ", "ǯ"),
        ("α", "ά"),
        ("ε", "έ"),
        ("η", "ή"),
        ("ι", "ΐίϊ"),
        ("ο", "ό"),
        ("υ", "ΰϋύ"),
        ("ω", "ώ"),
        ("\u{03D2}", "\u{03D3}\u{03D4}"),
        ("\u{02B9}", "\u{0374}"),
        ("а", "ӑӓ"),
        ("г", "ѓ"),
        ("е", "ѐёӗ"),
        ("ж", "ӂӝ"),
        ("з", "ӟ"),
        ("и", "йѝӣӥ"),
        ("к", "ќ"),
        ("о", "ӧ"),
        ("у", "ўӯӱӳ"),
        ("ч", "ӵ"),
        ("ы", "ӹ"),
        ("э", "ӭ"),
        ("і", "ї"),
        ("ѵ", "ѷ"),
        ("ә", "ӛ"),
        ("ө", "ӫ"),
    ]

    private static let arabic: [(String, [ClosedRange<UInt32>])] = [
        ("ء", [0xFE80...0xFE80]),
        (
            "ا",
            [
                0x0622...0x0623, 0x0625...0x0625, 0x0671...0x0671, 0xFB50...0xFB51, 0xFE81...0xFE84, 0xFE87...0xFE88,
                0xFE8D...0xFE8E,
            ]
        ),
        ("ب", [0xFE8F...0xFE92]),
        ("ت", [0xFE95...0xFE98]),
        ("ث", [0xFE99...0xFE9C]),
        ("ج", [0xFE9D...0xFEA0]),
        ("ح", [0xFEA1...0xFEA4]),
        ("خ", [0xFEA5...0xFEA8]),
        ("د", [0xFEA9...0xFEAA]),
        ("ذ", [0xFEAB...0xFEAC]),
        ("ر", [0xFEAD...0xFEAE]),
        ("ز", [0xFEAF...0xFEB0]),
        ("س", [0xFEB1...0xFEB4]),
        ("ش", [0xFEB5...0xFEB8]),
        ("ص", [0xFEB9...0xFEBC]),
        ("ض", [0xFEBD...0xFEC0]),
        ("ط", [0xFEC1...0xFEC4]),
        ("ظ", [0xFEC5...0xFEC8]),
        ("ع", [0xFEC9...0xFECC]),
        ("غ", [0xFECD...0xFED0]),
        ("ف", [0xFED1...0xFED4]),
        ("ق", [0xFED5...0xFED8]),
        ("ك", [0x06A9...0x06A9, 0xFB8E...0xFB91, 0xFED9...0xFEDC]),
        ("ل", [0xFEDD...0xFEE0]),
        ("لا", [0xFEF5...0xFEFC]),
        ("م", [0xFEE1...0xFEE4]),
        ("ن", [0xFEE5...0xFEE8]),
        (
            "ه",
            [
                0x0629...0x0629, 0x06BE...0x06BE, 0x06C0...0x06C3, 0x06D5...0x06D5, 0xFBA4...0xFBAD, 0xFE93...0xFE94,
                0xFEE9...0xFEEC,
            ]
        ),
        ("و", [0x0624...0x0624, 0xFE85...0xFE86, 0xFEED...0xFEEE]),
        (
            "ي",
            [
                0x0626...0x0626, 0x0649...0x0649, 0x06CC...0x06CC, 0xFBE8...0xFBE9, 0xFBFC...0xFBFF, 0xFE89...0xFE8C,
                0xFEEF...0xFEF4,
            ]
        ),
        ("يا", [0xFBEA...0xFBEB]),
        ("يه", [0xFBEC...0xFBED]),
        ("يو", [0xFBEE...0xFBEF]),
        ("يي", [0xFBF9...0xFBFB]),
        ("يۆ", [0xFBF2...0xFBF3]),
        ("يۇ", [0xFBF0...0xFBF1]),
        ("يۈ", [0xFBF4...0xFBF5]),
        ("يې", [0xFBF6...0xFBF8]),
        ("ٹ", [0xFB66...0xFB69]),
        ("ٺ", [0xFB5E...0xFB61]),
        ("ٻ", [0xFB52...0xFB55]),
        ("پ", [0xFB56...0xFB59]),
        ("ٿ", [0xFB62...0xFB65]),
        ("ڀ", [0xFB5A...0xFB5D]),
        ("ڃ", [0xFB76...0xFB79]),
        ("ڄ", [0xFB72...0xFB75]),
        ("چ", [0xFB7A...0xFB7D]),
        ("ڇ", [0xFB7E...0xFB81]),
        ("ڈ", [0xFB88...0xFB89]),
        ("ڌ", [0xFB84...0xFB85]),
        ("ڍ", [0xFB82...0xFB83]),
        ("ڎ", [0xFB86...0xFB87]),
        ("ڑ", [0xFB8C...0xFB8D]),
        ("ژ", [0xFB8A...0xFB8B]),
        ("ڤ", [0xFB6A...0xFB6D]),
        ("ڦ", [0xFB6E...0xFB71]),
        ("ڭ", [0xFBD3...0xFBD6]),
        ("گ", [0xFB92...0xFB95]),
        ("ڱ", [0xFB9A...0xFB9D]),
        ("ڳ", [0xFB96...0xFB99]),
        ("ں", [0xFB9E...0xFB9F]),
        ("ڻ", [0xFBA0...0xFBA3]),
        ("ۅ", [0xFBE0...0xFBE1]),
        ("ۆ", [0xFBD9...0xFBDA]),
        ("ۇ", [0xFBD7...0xFBD8]),
        ("ۇٴ", [0xFBDD...0xFBDD]),
        ("ۈ", [0xFBDB...0xFBDC]),
        ("ۉ", [0xFBE2...0xFBE3]),
        ("ۋ", [0xFBDE...0xFBDF]),
        ("ې", [0xFBE4...0xFBE7]),
        ("ے", [0x06D3...0x06D3, 0xFBAE...0xFBB1]),
    ]
}
