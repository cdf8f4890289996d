extension BrokenRule {
    private static let otherHours = "end those that are there first, or state the time that they leave"
    private static let anotherTime = "give another time or desk, or raise the capacity of the slot that is there"
    private static let dayOff = "choose another day, or say that it is on a day off (on_day_off = 1)"
    private static let anotherDay = "choose another day, or correct the days in the catalogue"
    private static let cityOffset = "give the moment with the offset that the city's clock has then"
    private static let counted = "leave it out: it is counted from the appointments"
    private static let passed = "give a moment that has passed"
    private static let bookedInTime = "correct when it was booked, or when the slot begins"
    private static let passedDays = "give days that have begun"
    private static let call = "call the visitor first"
    private static let placeOfSlot = "record it at the office and on the day of the slot, or reschedule the appointment"

    /// The rules of opening hours, slots, appointments, contacts and ratings.
    static let ofAppointments: [(message: String, code: RegistryError.Code, remedy: String?)] = [
        ("offset: moments of appointments", .outsideTimeZone, "leave the time zone's past as it was recorded with"),

        ("opening hours: stated already", .hoursOverlap, otherHours),
        ("opening hours: they would be stated twice", .hoursOverlap, otherHours),

        ("slot: booked is counted", .ruleBroken, counted),
        ("slot: a moment does not have", .invalidTimestamp, cityOffset),
        ("slot: the desk ", .slotOverlaps, anotherTime),
        ("slot: the office has one", .slotOverlaps, anotherTime),
        ("slot: the office would have two", .slotOverlaps, anotherTime),
        ("slot: the office is closed on that day", .dayOff, dayOff),
        ("slot: it would fall on a holiday", .dayOff, dayOff),
        ("slot: the office is not open", .notOffered, anotherDay),
        ("slot: the office would not be open", .notOffered, anotherDay),
        ("slot: the service is not offered", .notOffered, anotherDay),
        ("slot: the service would not be offered", .notOffered, anotherDay),
        ("slot: appointments were booked in it", .slotInUse, "close it and add another"),

        ("appointment: it begins as booked", .illegalStep, "book it, then take the next step"),
        ("appointment: what was booked", .illegalStep, "cancel it and book another"),
        ("appointment: its slot and state follow", .illegalStep, "take a step: reschedule, cancel, check in"),
        ("appointment: the beneficiary would have", .doubleBooking, "cancel or reschedule one of the two"),
        ("appointment: the visit that it brought", .illegalStep, "correct the beneficiary of the visit first"),
        ("appointment: one with", .duplicateReference, nil),
        ("appointment: another one has", .duplicateReference, nil),

        ("step: it does not follow", .illegalStep, "look at the appointment's history for where it stands"),
        ("step: say when", .invalidValue, "give the moment"),
        ("step: say by whom", .illegalStep, "say whether the beneficiary or the office cancelled it"),
        ("step: say why", .invalidValue, "give the reason"),
        ("step: its moment does not have", .invalidTimestamp, cityOffset),
        ("step: its moment would not have", .invalidTimestamp, cityOffset),
        ("step: its moment is still to come", .wrongOrder, passed),
        ("step: its moment would be still to come", .wrongOrder, passed),
        ("step: it would come before", .wrongOrder, "correct the moment, or those of the other steps"),
        ("step: it comes before an earlier one", .wrongOrder, "give a moment that is not before the step before"),
        ("step: a check-in is a visit", .illegalStep, "check the appointment in"),
        ("step: a check-in is undone by", .illegalStep, "undo the check-in, which deletes its visit"),
        ("step: nobody is a no-show", .wrongOrder, "wait until the slot has begun, or correct the moment"),
        ("step: the slot is closed", .slotClosed, "choose another slot"),
        ("step: the office is closed", .dayOff, "choose another day"),
        ("step: the slot is full", .slotFull, "choose another slot"),
        ("step: the slot is for another", .notOffered, "choose a slot for the service, or for every service"),
        ("step: the service is not offered", .notOffered, "choose a slot where and when the service is offered"),
        ("step: too late", .outsideBookingWindow, "choose a later slot"),
        ("step: it was booked after", .outsideBookingWindow, bookedInTime),
        ("step: it would have been booked after", .outsideBookingWindow, bookedInTime),
        ("step: too early", .outsideBookingWindow, "choose an earlier slot, or book it later"),
        ("step: the beneficiary has another", .doubleBooking, "choose another time, or cancel the other appointment"),
        ("step: history", .illegalStep, "take the next step, or undo the wrong one"),

        ("visit: its appointment does not change", .illegalStep, "undo the check-in and record the visit anew"),
        ("visit: called_at does not have", .invalidTimestamp, cityOffset),
        ("visit: it is not at the office", .illegalStep, placeOfSlot),
        ("visit: it would not be at the office", .illegalStep, placeOfSlot),
        ("visit: its beneficiary ", .illegalStep, "correct one of the two, or record the visit without appointment"),
        ("visit: its visitor, who has", .wrongOrder, call),

        ("visit: another one has", .duplicateReference, nil),
        ("contact: one with", .duplicateReference, nil),
        ("rating: one with", .duplicateReference, nil),
        ("contact: another one has", .duplicateReference, nil),
        ("rating: another one has", .duplicateReference, nil),
        ("contact: name what it is about", .invalidValue, "name an appointment or a request"),
        ("contact: it would be about", .invalidValue, "name an appointment or a request"),
        ("contact: an outcome that nobody knows", .invalidValue, "leave the attempt out"),
        ("contact: contacted_at does not have", .invalidTimestamp, cityOffset),
        ("contact: it is still to come", .wrongOrder, passed),
        ("contact: it would be still to come", .wrongOrder, passed),
        ("rating: its days are still to come", .wrongOrder, passedDays),
        ("rating: its days would be still to come", .wrongOrder, passedDays),
        ("rating: a count of the same answers", .totalOverlaps, "correct the count that is there, or its days"),
        ("rating: answers given one by one", .totalOverRecords, "leave the count out, or the answers"),
    ]
}
