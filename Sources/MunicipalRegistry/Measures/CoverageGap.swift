/// Something that a figure lacks: an office, a service, a channel, days, and why; with how to state it.
public struct CoverageGap: Sendable, Hashable {
    /// Why data are lacking.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// They are stated to be partial.
        case partial
        /// They are known only inside a total that holds more than was asked for.
        case inside
        /// There are stated to be none.
        case noData = "none"
        /// These days have not passed, whatever was stated.
        case later
        /// A total is of the office alone, it was asked with all below, and there may be something below.
        case own
        /// Nothing is stated.
        case missing
        /// Completed requests were asked for, and some are completed on days that nobody knows.
        case undated

        init(known text: String) throws(RegistryError) {
            guard let kind = Kind(rawValue: text) else {
                throw RegistryError(.drift, "the schema knows a kind of gap that the library does not: \(text.quoted)")
            }
            self = kind
        }
    }

    /// What is lacking; `requests` also where completed ones were asked for.
    public let measure: CountedMeasure
    /// The office's code.
    public let officeCode: String
    /// The office's name in Arabic.
    public let officeNameArabic: String
    /// The office's name in English.
    public let officeNameEnglish: String
    /// The service's code, where statements or totals tell services apart.
    public let serviceCode: String?
    /// The channel's code, where totals tell channels apart.
    public let channelCode: String?
    /// The days.
    public let days: Period
    /// Why.
    public let kind: Kind
    /// The total inside which it is known.
    public let totalID: Int64?

    init(
        measure: Question.Measure, officeCode: String, officeNameArabic: String, officeNameEnglish: String,
        serviceCode: String?, channelCode: String?, days: Period, kind: Kind, totalID: Int64?
    ) {
        switch measure {
        case .visits: self.measure = .visits
        case .visitors: self.measure = .visitors
        case .requests, .completed: self.measure = .requests
        case .appointments: self.measure = .appointments
        case .contacts: self.measure = .contacts
        }
        self.officeCode = officeCode
        self.officeNameArabic = officeNameArabic
        self.officeNameEnglish = officeNameEnglish
        self.serviceCode = serviceCode
        self.channelCode = channelCode
        self.days = days
        self.kind = kind
        self.totalID = totalID
    }

    /// What is lacking, in a sentence without a full stop.
    public var text: String {
        var what = "\(officeCode) (\(officeNameEnglish))"
        if let serviceCode { what += ", service \(serviceCode)" }
        if let channelCode { what += ", channel \(channelCode)" }
        return "\(what): \(measure.rawValue) of \(days.spelledOut) \(reason)"
    }

    private var reason: String {
        switch kind {
        case .partial: "are stated to be partial"
        case .inside: "are known only inside total \(totalID.map { "\($0)" } ?? "?"), which holds more than that"
        case .noData: "are stated to be without data"
        case .later: "are not all in: these days have not passed"
        case .own: "are known for the office alone (office_scope own), not with all below it"
        case .missing: "are not stated to be covered"
        case .undated: "include completed ones, and nobody knows when they were completed"
        }
    }

    /// The command that would settle it; `REGISTRY` and `FILE.csv` stand for your own.
    public var command: String {
        switch kind {
        case .partial, .missing, .noData, .later:
            var text = "municipal cover REGISTRY --measure \(measure.rawValue) --office \(officeCode)"
            if let serviceCode { text += " --service \(serviceCode)" }
            return text + " --period \(days) --state complete"
        case .inside, .own:
            return "municipal import counts FILE.csv --into REGISTRY"
        case .undated:
            return "municipal import requests FILE.csv --into REGISTRY --replace"
        }
    }

    /// When that command is right, in a sentence without a full stop.
    public var remedy: String {
        switch kind {
        case .partial, .noData: "import what is lacking, then state it: \(command)"
        case .missing: "if the data are all there, state it: \(command); else import them first"
        case .later: "ask for days that have passed"
        case .undated: "give the days on which they were completed: \(command)"
        case .inside: "import counts of this part, which will lie inside that total: \(command)"
        case .own:
            "ask for the office alone, or import a total of it with all below (office_scope all): \(command)"
        }
    }

    /// The Swift call that does what `command` does.
    public var call: String {
        var what = "office: \"\(officeCode)\""
        if let serviceCode { what += ", service: \"\(serviceCode)\"" }
        let period = "Period(\"\(days)\")"
        switch kind {
        case .partial, .missing, .noData, .later:
            return "try city.cover(\(what), measure: .\(measure.rawValue), period: \(period))"
        case .inside, .own:
            let scope = kind == .own ? ", officeScope: .all" : ""
            return "try city.record(total: NewTotal(.\(measure.rawValue), count, in: \(period), \(what)\(scope)))"
        case .undated:
            return "try city.complete(request: id, .on(day))"
        }
    }

    /// The same gaps with neighbouring days in one.
    static func joined(_ gaps: [CoverageGap]) -> [CoverageGap] {
        var result: [CoverageGap] = []
        for gap in gaps {
            if let last = result.last, last.isSameBut(gap), last.days.end == gap.days.start,
                let days = try? Period.named(from: last.days.start, before: gap.days.end)
            {
                result[result.count - 1] = gap.over(days)
            } else {
                result.append(gap)
            }
        }
        return result
    }

    private func isSameBut(_ other: CoverageGap) -> Bool { over(other.days) == other }

    private func over(_ days: Period) -> CoverageGap { CoverageGap(self, days) }

    private init(_ gap: CoverageGap, _ days: Period) {
        measure = gap.measure
        officeCode = gap.officeCode
        officeNameArabic = gap.officeNameArabic
        officeNameEnglish = gap.officeNameEnglish
        serviceCode = gap.serviceCode
        channelCode = gap.channelCode
        self.days = days
        kind = gap.kind
        totalID = gap.totalID
    }
}

extension CoverageGap: CustomStringConvertible {
    /// The sentence of `text`.
    public var description: String { text }
}
