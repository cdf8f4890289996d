/// What a CSV file holds, one record a row.
public enum ImportKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// The authority's municipalities and their branches, and who is under whom.
    case offices
    /// The catalogue of services.
    case services
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
    /// Requests, one by one.
    case requests
    /// Visits, one by one.
    case visits
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
        case .serviceChannels: [.service, .channel, .startsOn, .endsOn]
        case .channels: [.code, .nameArabic, .nameEnglish, .mode]
        case .agencies: [.code, .nameArabic, .nameEnglish]
        case .links: [.service, .agency, .startsOn, .linkedOn, .endsOn]
        case .holidays: [.day, .nameArabic, .nameEnglish]
        case .requests:
            [
                .reference, .service, .office, .channel, .submitted, .status, .closed, .beneficiary, .beneficiaryKind,
                .source,
            ]
        case .visits:
            [
                .reference, .office, .service, .otherServices, .request, .visited, .arrived, .served, .left,
                .beneficiary, .beneficiaryKind, .source,
            ]
        case .counts:
            [
                .measure, .period, .startsOn, .endsOn, .count, .office, .officeScope, .service, .channel, .rest, .role,
                .source, .note,
            ]
        case .coverage: [.measure, .office, .officeScope, .service, .period, .startsOn, .endsOn, .state, .note]
        }
    }

    /// The columns without which nothing can be read; of each group one.
    var requiredColumns: [[ImportColumn]] {
        switch self {
        case .offices, .services, .agencies: [[.code]]
        case .channels: [[.code], [.mode]]
        case .serviceChannels: [[.service], [.channel]]
        case .links: [[.service], [.agency]]
        case .holidays: [[.day]]
        case .requests: [[.reference], [.service], [.channel], [.submitted]]
        case .visits: [[.reference], [.visited, .arrived]]
        case .counts: [[.measure], [.period, .startsOn], [.count]]
        case .coverage: [[.measure], [.period, .startsOn]]
        }
    }

    /// What the batch and messages call one record.
    package var singular: String {
        switch self {
        case .offices: "office"
        case .services: "service"
        case .serviceChannels: "service channel"
        case .channels: "channel"
        case .agencies: "agency"
        case .links: "link"
        case .holidays: "holiday"
        case .requests: "request"
        case .visits: "visit"
        case .counts: "total"
        case .coverage: "coverage"
        }
    }

    /// What coverage of such records is stated for; nil where nothing is counted.
    var measure: String? {
        switch self {
        case .requests: "requests"
        case .visits: "visits"
        case .offices, .services, .serviceChannels, .channels, .agencies, .links, .holidays, .counts, .coverage: nil
        }
    }
}
