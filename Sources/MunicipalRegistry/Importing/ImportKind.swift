/// What a CSV file holds, one record a row.
public enum ImportKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// The authority's municipalities and their branches, and who is under whom.
    case offices
    /// The catalogue of services.
    case services
    /// Offices and services that were recoded, renamed, merged, split or moved, since which day.
    case successions
    /// On which channels a service is open, from when to when.
    case serviceChannels = "service-channels"
    /// How requests come.
    case channels
    /// Other public bodies.
    case agencies
    /// Which services need or have a link with which agency.
    case links
    /// Days off beside the weekend.
    case holidays
    /// Weekly hours of offices, and the slots to be made in them.
    case openingHours = "opening-hours"
    /// Days on which one office is closed, beside the holidays of all.
    case closures
    /// Stretches of time in which appointments are booked.
    case slots
    /// Requests, one by one.
    case requests
    /// Appointments, one by one, each with what became of it.
    case appointments
    /// Visits, one by one.
    case visits
    /// Attempts to reach a beneficiary about a request or an appointment.
    case contacts
    /// Answers by score, one by one or as counts of some days.
    case ratings
    /// Totals that came without records.
    case counts
    /// How complete the data of an office is.
    case coverage
}

extension ImportKind {
    /// The columns that a file of this kind may have, in the order of the template.
    var columns: [ImportColumn] {
        switch self {
        case .offices: [.code, .nameArabic, .nameEnglish, .kind, .parent, .parentSince, .openedOn, .closedOn, .aliases]
        case .services:
            [.code, .nameArabic, .nameEnglish, .sector, .office, .targetDays, .introducedOn, .retiredOn, .aliases]
        case .successions: [.subject, .kind, .day, .predecessor, .successor, .note]
        case .serviceChannels: [.service, .channel, .startsOn, .endsOn]
        case .channels: [.code, .nameArabic, .nameEnglish, .mode]
        case .agencies: [.code, .nameArabic, .nameEnglish]
        case .links: [.service, .agency, .startsOn, .linkedOn, .endsOn]
        case .holidays: [.day, .nameArabic, .nameEnglish]
        case .openingHours:
            [
                .office, .service, .desk, .weekday, .opens, .closes, .meetingMode, .slotMinutes, .capacity,
                .noticeMinutes, .aheadDays, .startsOn, .endsOn,
            ]
        case .closures: [.office, .startsOn, .endsOn, .nameArabic, .nameEnglish]
        case .slots:
            [
                .office, .service, .desk, .meetingMode, .startsAt, .endsAt, .minutes, .capacity, .noticeMinutes,
                .aheadDays, .onDayOff, .closed,
            ]
        case .requests:
            [
                .reference, .service, .office, .channel, .submitted, .status, .closed, .beneficiary, .beneficiaryKind,
                .source,
            ]
        case .appointments:
            [
                .reference, .office, .service, .startsAt, .outcome, .endsAt, .minutes, .meetingMode, .desk,
                .slotService,
                .bookedAt, .outcomeAt, .cancelledBy, .reason, .visit, .arrived, .called, .served, .left, .request,
                .beneficiary, .beneficiaryKind, .source,
            ]
        case .visits:
            [
                .reference, .office, .service, .otherServices, .request, .appointment, .visited, .arrived, .called,
                .served, .left, .beneficiary, .beneficiaryKind, .source,
            ]
        case .contacts: [.reference, .appointment, .request, .contacted, .way, .outcome, .source]
        case .ratings:
            [.reference, .office, .service, .channel, .day, .period, .startsOn, .endsOn, .score, .count, .source]
        case .counts:
            [
                .measure, .period, .startsOn, .endsOn, .count, .office, .officeScope, .service, .channel, .rest, .role,
                .source, .note,
            ]
        case .coverage: [.measure, .office, .officeScope, .service, .period, .startsOn, .endsOn, .state, .note]
        }
    }

    /// Whether its files say where and when somebody is served, so that a booking may come to stand where nobody is.
    var saysWhenServed: Bool {
        switch self {
        case .offices, .services, .holidays, .openingHours, .closures, .slots: true
        default: false
        }
    }

    /// The columns without which nothing can be read; of each group one.
    var requiredColumns: [[ImportColumn]] {
        switch self {
        case .offices, .services, .agencies: [[.code]]
        case .channels: [[.code], [.mode]]
        case .successions: [[.subject], [.kind], [.day], [.predecessor]]
        case .serviceChannels: [[.service], [.channel]]
        case .links: [[.service], [.agency]]
        case .holidays: [[.day]]
        case .requests: [[.reference], [.service], [.channel], [.submitted]]
        case .openingHours: [[.weekday], [.opens], [.closes]]
        case .closures: [[.startsOn], [.nameArabic, .nameEnglish]]
        case .slots: [[.startsAt], [.endsAt, .minutes]]
        case .appointments: [[.reference], [.service], [.startsAt], [.outcome]]
        case .visits: [[.reference], [.visited, .arrived]]
        case .contacts: [[.reference], [.appointment, .request], [.contacted], [.way], [.outcome]]
        case .ratings: [[.day, .period, .startsOn], [.score]]
        case .counts: [[.measure], [.period, .startsOn], [.count]]
        case .coverage: [[.measure], [.period, .startsOn]]
        }
    }

    /// What the batch and messages call one record.
    package var singular: String {
        switch self {
        case .offices: "office"
        case .services: "service"
        case .successions: "succession"
        case .serviceChannels: "service channel"
        case .channels: "channel"
        case .agencies: "agency"
        case .links: "link"
        case .holidays: "holiday"
        case .openingHours: "opening hours"
        case .closures: "closure"
        case .slots: "slot"
        case .requests: "request"
        case .appointments: "appointment"
        case .visits: "visit"
        case .contacts: "contact"
        case .ratings: "rating"
        case .counts: "total"
        case .coverage: "coverage"
        }
    }

    /// What coverage of such records is stated for; nil where none is.
    var measure: CountedMeasure? {
        switch self {
        case .requests: .requests
        case .visits: .visits
        case .appointments: .appointments
        case .contacts: .contacts
        case .offices, .services, .successions, .serviceChannels, .channels, .agencies, .links, .holidays,
            .openingHours, .closures, .slots, .ratings, .counts, .coverage:
            nil
        }
    }
}
