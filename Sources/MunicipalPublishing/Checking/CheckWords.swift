import MunicipalRegistry

/// What is said of claims, in both languages.
extension Language {
    func name(of verdict: CheckVerdict) -> String {
        switch verdict {
        case .holds: choose("صحيح", "holds")
        case .holdsAsWorded: choose("صحيح بصيغته", "holds as worded")
        case .doesNotFollow: choose("لا ينتج عن الأعداد", "does not follow")
        case .cannotTell: choose("لا يمكن الحكم", "cannot tell")
        }
    }

    /// The percentage as it is worded: `more than 60%`.
    func wording(_ wording: PercentWording, _ text: String) -> String {
        let text = isolated(text)
        return switch wording {
        case .exact: text
        case .moreThan: choose("أكثر من \(text)", "more than \(text)")
        case .lessThan: choose("أقل من \(text)", "less than \(text)")
        case .about: choose("نحو \(text)", "about \(text)")
        }
    }

    /// What two counts give: `5,393 to 1,733 is a reduction of 67.87%`.
    func text(of derived: DerivedPercent, places: Int, between levels: NamedLevels? = nil) -> String {
        let from = isolated(levels.map { $0.before.text + "%" } ?? derived.from.grouped)
        let to = isolated(levels.map { $0.after.text + "%" } ?? derived.to.grouped)
        // A fall that is a rise is said as one.
        let isTurned = derived.kind != .share && derived.ratio.numerator < 0
        let ratio = isTurned ? Ratio(-derived.ratio.numerator, of: derived.ratio.denominator) : derived.ratio
        let percent = isolated((ratio.percent(places: places)?.description ?? "?") + "%")
        switch (derived.kind, isTurned) {
        case (.reduction, false), (.growth, true):
            return choose(
                "من \(from) إلى \(to) انخفاض بنسبة \(percent)", "\(from) to \(to) is a reduction of \(percent)")
        case (.growth, false), (.reduction, true):
            return choose("من \(from) إلى \(to) ارتفاع بنسبة \(percent)", "\(from) to \(to) is a growth of \(percent)")
        case (.share, _):
            return choose("\(to) من أصل \(from) نسبتها \(percent)", "\(to) of \(from) is a share of \(percent)")
        }
    }

    func message(of judgement: Judgement, _ claim: PercentClaim) -> String {
        if let levels = judgement.levels, claim.isPoints || judgement.derived == nil {
            return text(of: levels)
        }
        let derived =
            judgement.derived.map { text(of: $0, places: claim.shownPlaces, between: judgement.levels) } ?? ""
        switch judgement.reason {
        case .overHundred where claim.kind == .share:
            return choose("لا يزيد الجزء على الكل", "no part is more than its whole")
        case .named, .otherResult: return derived
        case .onlyMatch:
            return derived
                + choose("، ولا يعطي النسبة غيرهما من أعداد النص", "; no other counts of the text give it")
        case .vague: return derived.isEmpty ? message(of: .vague, compared: 0, [], nil) : derived
        case .differentUnits, .differentScopes:
            let why = message(of: judgement.reason, compared: 0, [], nil)
            return derived.isEmpty ? why : derived + choose("؛ لكن ", ", but ") + why
        default: return message(of: judgement.reason, compared: 0, [], nil)
        }
    }

    private func text(of levels: NamedLevels) -> String {
        guard let (before, after, places) = levels.scaled else { return "" }
        let difference = isolated(PrintedNumber.decimal(abs(after - before), places))
        let (from, to) = (isolated(levels.before.text + "%"), isolated(levels.after.text + "%"))
        return choose(
            "بين \(from) و\(to) فرق \(difference) نقطة مئوية",
            "\(from) to \(to) is a difference of \(difference) percentage points")
    }

    /// The reason by itself.
    func message(
        of reason: CheckReason, compared: Int, _ scopes: [StatementCheck.RegistryScope], _ other: Int?
    ) -> String {
        switch reason {
        case .named, .onlyMatch: choose("ينتج عن الأعداد", "the counts give it")
        case .otherResult: choose("الأعداد تعطي غير ذلك", "the counts give something else")
        case .overHundred:
            choose("لا ينخفض عدد بأكثر من \(isolated("100%"))", "nothing falls by more than 100%")
        case .fromZero:
            choose("لا نسبة للتغير من الصفر", "a change from zero has no percentage")
        case .noCounts:
            choose("لا أعداد في النص يُعرف أن النسبة منها", "no counts are known to be what it is a percentage of")
        case .chance:
            choose("قد يكون التطابق مصادفة لكثرة الأعداد", "a match could be a coincidence among so many counts")
        case .ambiguous: choose("لا يتبين أي المقارنات مقصودة", "several comparisons could be meant")
        case .vague: choose("الصيغة تقريبية فلا تُحسم", "its wording leaves it open")
        case .differentUnits:
            choose("العددان بوحدتين مختلفتين", "the two counts are of different units")
        case .differentScopes:
            choose(
                "العددان لجهتين أو لفترتين لا تُقارنان", "the two counts are of offices or periods that do not compare")
        case .registry:
            choose("في السجل: ", "in the registry: ") + scopes.map(name).joined(separator: choose("، ", ", "))
        case .otherCount:
            choose("في السجل ", "the registry has ") + isolated(other.map(\.grouped) ?? "–")
                + (scopes.isEmpty
                    ? ""
                    : choose("؛ والعدد المذكور هو: ", "; the count claimed is that of ")
                        + scopes.map(name).joined(separator: choose("، ", ", ")))
        case .notCovered:
            choose("بيانات السجل لا تغطيه كاملًا", "the registry's data do not cover it")
                + (scopes.isEmpty
                    ? ""
                    : choose("؛ وهو فيها عدد: ", "; as far as they go it is the count of ")
                        + scopes.map(name).joined(separator: choose("، ", ", ")))
        case .noPeriod:
            choose("لا تُعرف فترته", "its period is not known")
        case .noMeasure: choose("ليس مما يعده السجل", "not what a registry counts")
        case .noMatch:
            choose(
                "لا يطابق أيًّا من أعداد السجل (\(isolated("\(compared)")))",
                compared == 1
                    ? "not the one count of the registry" : "none of the registry's \(compared) counts is the same")
        }
    }

    /// That two counts are different offices'.
    func message(
        of before: [StatementCheck.RegistryScope], _ after: [StatementCheck.RegistryScope], _ first: String,
        _ second: String
    ) -> String {
        guard let one = before.first, let other = after.first else { return "" }
        return choose(
            "\(isolated(first)): \(name(one))؛ \(isolated(second)): \(name(other))؛ ولا تُقارن جهة بأخرى",
            "\(first) is of \(name(one)), \(second) of \(name(other)): one office is not compared with another")
    }

    func name(_ scope: StatementCheck.RegistryScope) -> String {
        let whole = scope.officeScope == .all ? choose("وما يتبعها", "with all below it") : choose("وحدها", "alone")
        let unit = StatementUnit(rawValue: scope.unit.rawValue)?.name(in: self) ?? scope.unit.rawValue
        let star = scope.status == .ok ? "" : "*"
        return "\(choose(scope.nameAr, scope.nameEn)) \(whole) (\(unit))\(star)"
    }

    func text(of explanation: MissExplanation, _ claim: PercentClaim, _ judgement: Judgement) -> String {
        let right = isolated(
            judgement.derived?.ratio.percent(places: claim.shownPlaces)?.description.drop { $0 == "-" }.description
                ?? "?")
        let wrong = isolated(claim.text)
        return switch explanation {
        case .swappedHalves:
            choose(
                "تبادل ما قبل الفاصلة وما بعدها: \(right) كُتبت \(wrong)",
                "the halves around the point are swapped: \(right) became \(wrong)")
        case .transposedDigits:
            choose(
                "تبادل رقمان متجاوران: \(right) كُتبت \(wrong)", "two digits are transposed: \(right) became \(wrong)")
        case .transposedCount:
            choose("تبادل رقمان متجاوران في أحد العددين", "two digits of one of the counts are transposed")
        case .otherBase:
            choose("قُسم الفرق على العدد اللاحق بدل السابق", "divided by the later count instead of the earlier")
        case .complement: choose("هي المتممة: الباقي من المئة", "it is the complement: what is left of the hundred")
        case .inverse: choose("هي نسبة أحد العددين إلى الآخر", "it is the one count as a percentage of the other")
        case .truncated: choose("بُترت المنازل بدل التقريب", "digits were cut off instead of rounded")
        case .roundedUp: choose("قُربت إلى أعلى", "it was rounded up")
        case .halfToEven: choose("قُرب النصف إلى الرقم الزوجي", "a half was rounded to the even digit")
        case .coarserRounding:
            choose("قُربت إلى منازل أقل مما كُتب", "it was rounded to fewer places than are printed")
        case .doubleRounding: choose("قُربت مرتين", "it was rounded twice")
        case .oppositeDirection: choose("تحرك العددان في الاتجاه الآخر", "the counts moved the other way")
        case .percentagePoints:
            choose("هو الفرق بالنقاط المئوية", "it is the difference in percentage points")
        case .otherCounts: choose("تعطيها أعداد أخرى في النص", "other counts of the text give it")
        case .differentScopes: choose("العددان لجهتين مختلفتين", "the two counts are of different offices")
        }
    }
}
