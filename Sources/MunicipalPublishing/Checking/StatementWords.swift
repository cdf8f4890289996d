import MunicipalRegistry

/// Words that mean the same to the reader of a statement, whatever particles are written together with them.
struct WordSet: Sendable {
    private let keys: Set<String>

    init(_ words: String) { keys = Set(words.split(separator: " ").map { MatchKey(String($0)).text }) }

    func contains(_ word: StatementWord?) -> Bool { word?.forms.contains(where: keys.contains) ?? false }
}

/// Runs of words that mean the same.
struct PhraseSet: Sendable {
    private let phrases: [[String]]

    init(_ phrases: String...) {
        self.phrases = phrases.map { $0.split(separator: " ").map { MatchKey(String($0)).text } }
    }

    /// How many words of the run that ends there make one of the phrases, the longest; 0 for none.
    func length(endingAt end: Int, in words: [StatementWord]) -> Int {
        phrases.lazy.filter { phrase in
            guard phrase.count <= end + 1 else { return false }
            return zip(phrase, words[(end + 1 - phrase.count)...end]).allSatisfy { $1.forms.contains($0) }
        }.map(\.count).max() ?? 0
    }
}

/// The vocabulary of statements, in both languages.
enum StatementWords {
    static let reduction = WordSet(
        """
        fall falls fell fallen falling drop drops dropped decrease decreased decreases decline declined declines reduction \
        reduced reduce reducing down lower lowered fewer shrank shrunk halved \
        انخفاض انخفاضا انخفض انخفضت تنخفض ينخفض منخفضا منخفضة تراجع تراجعا تراجعت يتراجع تتراجع هبوط هبوطا هبط هبطت نقص نقصا \
        تقلص تقلصت تقليص خفض خفضت خفضا تخفيض تدني انحسار
        """)
    static let growth = WordSet(
        """
        rise rises rose risen rising increase increased increases increasing growth grew grown grows up higher climbed \
        doubled tripled ارتفاع ارتفاعا ارتفع ارتفعت يرتفع ترتفع زيادة زاد زادت تزايد ازدياد نمو نموا نما نمت صعود صعد
        """)
    static let share = WordSet(
        """
        share proportion account accounts accounted represent represents represented comprise comprised تمثل يمثل مثلت \
        تشكل يشكل شكلت حصة
        """)
    static let of = WordSet("of من")

    static let moreThan = PhraseSet(
        "more than", "over", "above", "in excess of", "upwards of", "greater than", "higher than", "beyond", "أكثر من",
        "تزيد عن", "يزيد عن", "تزيد على", "يزيد على", "زادت عن", "زاد عن", "زادت على", "أعلى من", "أكبر من", "فوق",
        "يربو على", "تربو على")
    /// Verbs of exceeding, which may stand further before the number: `تجاوزت نسبته حاجز الـ60%`.
    static let exceeding = PhraseSet(
        "exceeding", "exceeded", "exceeds", "exceed", "surpassed", "surpassing", "تجاوز", "تجاوزت", "تتجاوز", "يتجاوز",
        "متجاوزا", "متجاوزة", "تخطت", "تخطى", "يفوق", "تفوق", "فاق", "فاقت")
    static let atLeast = PhraseSet("at least", "no less than", "not less than", "لا تقل عن", "لا يقل عن")
    static let lessThan = PhraseSet(
        "less than", "fewer than", "under", "below", "lower than", "أقل من", "دون", "أدنى من", "تقل عن", "يقل عن")
    static let atMost = PhraseSet("at most", "up to", "no more than", "not more than", "لا تزيد عن", "لا يزيد عن")
    static let about = PhraseSet(
        "about", "around", "approximately", "roughly", "nearly", "almost", "close to", "circa", "نحو", "حوالي",
        "قرابة", "زهاء", "تقريبا", "ما يقارب", "يقارب", "تقارب", "قريبا من", "قريب من")
    static let roughlyAfter = WordSet("تقريبا approximately roughly")
    static let orMore = PhraseSet("or more", "أو أكثر", "فأكثر", "على الأقل")
    static let not = WordSet("not no never لم لا لن ليس")

    static let doubled = WordSet("doubled الضعف ضعفين")
    static let tripled = WordSet("tripled trebled")
    static let halved = WordSet("halved")
    static let byHalf = WordSet("by to بمقدار بنسبة إلى")

    /// Words that make the count after them the whole of which another is a part.
    static let outOf = PhraseSet("out of", "of", "من أصل", "من بين", "من إجمالي", "من مجموع")
    /// Words that make the count after them a part of the one before.
    static let ofThem = PhraseSet("منها", "منهم", "من بينها", "of which", "of them", "including")
    static let total = WordSet("total number sum")

    static let comparedWith = WordSet(
        "compared comparison against versus vs مقارنة مقارنا مقابل قياسا بالمقابل عوضا")
    static let from = WordSet("from من")
    static let to = WordSet("to إلى ليصل لتصل لتبلغ ليبلغ حتى")

    static let percent = WordSet("percent pct بالمئة بالمائة بالمية")
    static let hundred = WordSet("المئة المائة المية")
    static let points = WordSet("point points نقطة نقاط")
    static let percentage = WordSet("percentage مئوية pp")

    static let yearBefore = WordSet("year annum fy ce ad ah عام سنة العام السنة لعام")
    static let when = WordSet("in since during until through في خلال منذ")
    static let gregorian = WordSet("م ميلادي ميلادية ad ce")
    static let hijri = WordSet("ه هجري هجرية ah")
    /// What a number after it, or after it and `رقم`, is called by instead of counting anything.
    static let label = WordSet(
        """
        no number article clause section decision decree resolution law regulation page phase item version room street \
        road phone telephone tel mobile fax ext extension call ticket form vision iso rank ranked ranking top unit chapter \
        paragraph level class grade week day رقم رقما مادة المادة قرار القرار مرسوم بند فقرة صفحة مرحلة رؤية \
        نموذج طريق شارع مخطط قطعة هاتف جوال فاكس تحويلة لائحة مرتبة المركز الساعة ساعة يوم نظام باب فصل ملحق المستوى
        """)
    static let number = WordSet("no number رقم الرقم رقما")
    static let clock = WordSet("am pm oclock صباحا مساء ظهرا عصرا فجرا ص")
    static let magnitude = WordSet(
        "hundred thousand thousands million millions billion ألف ألفا آلاف مليون مليونا ملايين مليار مليارا مئة مائة")
    static let size = WordSet("م كم كيلو كيلومتر كيلومترا متر مترا km m metre metres meter meters hectare hectares kg")

    static let half = WordSet("half نصف النصف")
    static let quarter = WordSet("quarter ربع الربع")
    static let stretch = WordSet("period half quarter month فترة الفترة نصف ربع شهر مدة")
    static let same = WordSet(
        "same corresponding نفس نفسه نفسها ذات ذاته ذاتها مماثل مماثلة المماثل المماثلة مقابلة المقابلة مثيله مثيلتها")
    static let earlier = WordSet(
        "earlier previous prior last before preceding سابق سابقة السابق السابقة ماضي ماضية الماضي الماضية المنصرم")
    static let ofYear = WordSet("of the this year من هذا هذه عام العام سنة السنة لعام")
    static let year = WordSet("year عام العام سنة السنة")
    static let ordinals: [WordSet] = [
        WordSet("first أول أولى الأول"), WordSet("second ثاني ثانية الثاني"), WordSet("third ثالث ثالثة الثالث"),
        WordSet("fourth رابع رابعة الرابع"),
    ]
    /// The Gregorian months, then those of the Hijri year, which a registry's periods do not have.
    static let months: [WordSet] = [
        WordSet("january jan يناير"), WordSet("february feb فبراير شباط"), WordSet("march mar مارس آذار"),
        WordSet("april apr أبريل نيسان"), WordSet("may مايو أيار"), WordSet("june jun يونيو حزيران"),
        WordSet("july jul يوليو تموز"), WordSet("august aug أغسطس آب"), WordSet("september sept sep سبتمبر أيلول"),
        WordSet("october oct أكتوبر"), WordSet("november nov نوفمبر"), WordSet("december dec ديسمبر"),
    ]
    static let hijriMonths = WordSet(
        """
        muharram safar rabi jumada rajab shaban ramadan shawwal محرم صفر ربيع جمادى رجب شعبان رمضان شوال القعدة الحجة
        """)
    /// What makes a percentage one of averages, which counts alone do not give.
    static let perDay = PhraseSet(
        "per day", "per working day", "daily", "average", "on average", "mean", "لكل يوم", "يوم العمل", "يوميا",
        "المتوسط",
        "متوسط")
    /// What stands between such a month and its year: ربيع الأول, Jumada al-Akhirah.
    static let ofHijriMonth = WordSet("الأول الأولى الثاني الثانية الآخر الآخرة i ii al awwal thani akhir ula akhirah")
    static let or = WordSet("or أو")
    static let through = WordSet("to through until till إلى حتى وحتى")
    /// "Made up 40%" is no rise.
    static let make = WordSet("make makes made making")
    /// Words by which a sentence speaks of the one before it.
    static let backward = WordSet("this that these which thus therefore hence هذا هذه ذلك بذلك لذلك مما أي وهو وهي")
    /// Words after which something else is spoken of.
    static let contrast = WordSet("while whereas but although however meanwhile بينما فيما أما حين لكن كما")
    /// Words whose full stop does not end a sentence.
    static let abbreviations = WordSet("vs no approx ca fig mr mrs dr st art ext tel")

    static func month(_ word: StatementWord?) -> Int? {
        months.firstIndex { $0.contains(word) }.map { $0 + 1 }
    }
}
