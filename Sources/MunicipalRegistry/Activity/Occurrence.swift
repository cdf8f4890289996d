/// When something happened: a moment where it is known, or the day alone.
public enum Occurrence: Sendable, Hashable {
    /// The moment of the transaction, by the registry's clock.
    case now
    /// A moment; it is kept in the city's time, and its day is the city's day.
    case at(Timestamp)
    /// A day, its moment unknown.
    case on(CivilDate)
}

/// The city's day and, where it is known, the moment on it.
struct DayAndMoment: Sendable, Hashable {
    let day: CivilDate
    let moment: Timestamp?

    /// The moment where it is known, else the day.
    var text: String { moment?.description ?? day.description }

    /// Whether it comes before the other, as far as their days and moments tell.
    func isBefore(_ other: DayAndMoment) -> Bool {
        if day != other.day { return day < other.day }
        guard let moment, let otherMoment = other.moment else { return false }
        return moment.instant < otherMoment.instant
    }
}

extension RegistryAccess {
    /// Throws `wrongOrder` where something is still to come, by the registry's clock.
    func check(past made: DayAndMoment, at place: @autoclosure () -> String?) throws(RegistryError) {
        let now = try now
        guard DayAndMoment(day: now.day, moment: now).isBefore(made) else { return }
        throw RegistryError(
            .wrongOrder, "\(made.text) is still to come, it is \(now)", at: place(),
            remedy: "give a moment that has passed")
    }

    /// The day and moment in the city's time.
    func resolve(
        _ occurrence: Occurrence, at place: @autoclosure () -> String?
    ) throws(RegistryError) -> DayAndMoment {
        switch occurrence {
        case .now:
            let now = try now
            return DayAndMoment(day: now.day, moment: now)
        case .on(let day):
            try TextRule.check(counted: day, at: place())
            return DayAndMoment(day: day, moment: nil)
        case .at(let moment):
            let local = try cityTime(moment, at: place())
            try TextRule.check(counted: local.day, at: place())
            return DayAndMoment(day: local.day, moment: local)
        }
    }

    /// The moment that was given, in the city's time, or the transaction's.
    func cityTime(_ moment: Timestamp?, at place: @autoclosure () -> String?) throws(RegistryError) -> Timestamp {
        guard let moment else { return try now }
        return try cityTime(moment, at: place())
    }

    /// The same instant by the city's clock.
    func cityTime(_ moment: Timestamp, at place: @autoclosure () -> String?) throws(RegistryError) -> Timestamp {
        do {
            return try city.zone.convert(moment)
        } catch {
            throw RegistryError(error.code, error.what, at: place(), remedy: error.remedy, cause: error)
        }
    }
}
