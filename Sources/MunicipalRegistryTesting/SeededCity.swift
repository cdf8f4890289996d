public import MunicipalRegistry

/// A synthetic city: invented requests, visits and appointments for services that municipalities really offer.
///
/// The same seed gives the same city. Over its three years services open on digital channels one after the other, people
/// take them up, and visits fall; weekends are quiet and summers slow. From the second year on there are appointments.
///
/// ```swift
/// let temporary = try Registry.temporary(now: "2025-01-02T08:00:00+03:00", authority: SeededCity.authority)
/// try SeededCity().fill(temporary.registry)
/// ```
public struct SeededCity: Sendable {
    /// Its authority, named so that nobody takes it for a real one.
    public static let authority = Authority(
        code: "DEMO", nameArabic: "أمانة تجريبية (بيانات اصطناعية)", nameEnglish: "Demo City (synthetic data)")

    /// What its numbers are drawn from.
    public var seed: UInt64
    /// The first day with records.
    public var from: CivilDate
    /// The last day with records.
    public var through: CivilDate
    /// Requests on an ordinary working day, about.
    public var requestsPerDay: Int
    /// Whether it gives appointments; its requests and visits are the same without.
    public var givesAppointments = true

    /// A city of three years, 2022 to 2024.
    public init(seed: UInt64 = 1445, requestsPerDay: Int = 30) throws(RegistryError) {
        self.seed = seed
        self.from = try CivilDate(year: 2022, month: 1, day: 1)
        self.through = try CivilDate(year: 2024, month: 12, day: 31)
        self.requestsPerDay = requestsPerDay
    }

    /// Writes the city into a registry that holds nothing but its authority.
    public func fill(_ registry: Registry) throws {
        try registry.write(as: "SeededCity", because: "synthetic data") { city in
            try addCatalogue(to: city)
            try addActivity(to: city)
            try stateCoverage(in: city)
        }
    }

    private func addCatalogue(to city: borrowing RegistryWriter) throws {
        for office in SeededCityCatalogue.offices {
            try city.add(
                Office(
                    code: office.code, nameArabic: office.arabic, nameEnglish: office.english, kind: office.kind),
                under: office.parent)
        }
        try city.add(
            contentsOf: SeededCityCatalogue.channels.map { channel in
                RequestChannel(
                    code: channel.code, nameArabic: channel.arabic, nameEnglish: channel.english, mode: channel.mode)
            })
        for service in SeededCityCatalogue.services {
            try city.add(
                MunicipalService(
                    code: service.code, nameArabic: service.arabic, nameEnglish: service.english,
                    sector: service.sector, targetDays: service.targetDays))
            for channel in SeededCityCatalogue.channels {
                if channel.mode != .digital {
                    try city.open(service: service.code, on: channel.code)
                } else if let month = service.digitalFromMonth {
                    try city.open(service: service.code, on: channel.code, from: firstDay(ofMonth: month))
                }
            }
        }
        for (day, arabic, english) in [
            ("2022-09-23", "اليوم الوطني", "National Day"), ("2023-02-22", "يوم التأسيس", "Founding Day"),
            ("2023-09-23", "اليوم الوطني", "National Day"), ("2024-02-22", "يوم التأسيس", "Founding Day"),
            ("2024-09-23", "اليوم الوطني", "National Day"),
        ] {
            try city.add(Holiday(day: CivilDate(day), nameArabic: arabic, nameEnglish: english))
        }
    }

    private func stateCoverage(in city: borrowing RegistryWriter) throws {
        let days = try Period(from: from, through: through)
        if givesAppointments {
            try city.cover(
                office: SeededCity.authority.code, officeScope: .all, measure: .appointments,
                period: Period(from: secondYear, through: through), state: .complete)
        }
        for measure in [CountedMeasure.requests, .visits] {
            try city.cover(
                office: SeededCity.authority.code, officeScope: .all, measure: measure, period: days, state: .complete)
        }
    }

    private var secondYear: CivilDate {
        get throws(RegistryError) { try CivilDate(year: from.year + 1, month: 1, day: 1) }
    }

    private func firstDay(ofMonth month: Int) throws(RegistryError) -> CivilDate {
        try CivilDate(year: from.year + month / 12, month: month % 12 + 1, day: 1)
    }

    /// A day's requests and visits are drawn, then written, so that memory does not grow with the years.
    private func addActivity(to city: borrowing RegistryWriter) throws {
        var random = SeededGenerator(seed: seed)
        var appointments = SeededCityAppointments(seed: seed, from: try secondYear)
        if givesAppointments { try appointments.open(in: city, through: through) }
        var day = from
        var number = 0
        while day <= through {
            let requests = try requests(on: day, after: &number, &random)
            let submitted = try city.submit(contentsOf: requests)
            var visits: [NewVisit] = []
            for (request, _) in submitted where request.channel == "counter" {
                for visit in try self.visits(about: request, &random) {
                    let isToday = givesAppointments && visit.arrived == .on(day)
                    visits.append(isToday ? try appointments.attended(visit, on: day, in: city) : visit)
                }
            }
            for enquiry in 0..<(isQuiet(day) ? 0 : Int.random(in: 0...2, using: &random)) {
                guard let office = random.pick(SeededCityCatalogue.offices, by: \.weight) else { continue }
                visits.append(NewVisit(reference: "E-\(day)-\(enquiry)", office: office.code, arrived: .on(day)))
            }
            try city.record(contentsOf: visits)
            if givesAppointments { try appointments.others(on: day, in: city) }
            day = try day.adding(days: 1)
        }
    }

    private func isQuiet(_ day: CivilDate) -> Bool { SeededCity.authority.weekend.contains(day.weekday) }

    private func requests(
        on day: CivilDate, after number: inout Int, _ random: inout SeededGenerator
    ) throws -> [NewRequest] {
        let month = (day.year - from.year) * 12 + day.month - 1
        // Demand grows by a percent a month, rests at the weekend, and is slow in July and August.
        var count = requestsPerDay * (100 + month) / 100
        if isQuiet(day) { count /= 6 }
        if day.month == 7 || day.month == 8 { count = count * 7 / 10 }
        count = max(0, count + Int.random(in: -3...3, using: &random))
        var requests: [NewRequest] = []
        for _ in 0..<count {
            guard let service = random.pick(SeededCityCatalogue.services, by: \.weight),
                let office = random.pick(SeededCityCatalogue.offices, by: \.weight)
            else { continue }
            number += 1
            let channel = channel(of: service, inMonth: month, isQuiet: isQuiet(day), &random)
            requests.append(
                NewRequest(
                    reference: "R-\(number)", service: service.code, office: office.code, channel: channel,
                    submitted: .on(day), outcome: try outcome(of: service, submittedOn: day, &random)))
        }
        return requests
    }

    private func channel(
        of service: SeededCityCatalogue.ServiceEntry, inMonth month: Int, isQuiet: Bool,
        _ random: inout SeededGenerator
    ) -> String {
        if ["street-lighting", "waste", "pest-control"].contains(service.code), random.chance(80) {
            return "inspection"
        }
        if let opened = service.digitalFromMonth, month >= opened {
            let uptake = isQuiet ? 950 : min(880, 300 + 18 * (month - opened))
            if random.chance(uptake) { return random.chance(600) ? "balady" : "app" }
        }
        return isQuiet || random.chance(220) ? "call-940" : "counter"
    }

    private func outcome(
        of service: SeededCityCatalogue.ServiceEntry, submittedOn day: CivilDate, _ random: inout SeededGenerator
    ) throws -> NewRequest.Outcome? {
        let days = Int.random(in: 0...(service.targetDays * 3 / 2 + 1), using: &random)
        let closed = try day.adding(days: days)
        guard closed <= through else { return nil }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<5: return .rejected(.on(closed))
        case 5..<8: return .withdrawn(.on(closed))
        default: return .completed(.on(closed))
        }
    }

    /// The visit in which a request was made at the counter, and now and then another about it.
    private func visits(about request: ServiceRequest, _ random: inout SeededGenerator) throws -> [NewVisit] {
        var visits = [
            NewVisit(
                reference: "V-\(request.reference)", office: request.office, service: request.service,
                request: request.id, arrived: .on(request.submittedOn))
        ]
        let again = try request.submittedOn.adding(days: 3)
        // Fewer people come twice, year after year.
        if again <= through, random.chance(450 - 120 * (request.submittedOn.year - from.year)) {
            visits.append(
                NewVisit(
                    reference: "V-\(request.reference)-2", office: request.office, service: request.service,
                    request: request.id, arrived: .on(again)))
        }
        return visits
    }
}
