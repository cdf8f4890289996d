import ArgumentParser
import MunicipalRegistry

struct BookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Book an appointment in a slot; the same reference again is the same booking.",
        discussion: """
            Refused where the slot is full, closed or outside its notice, where the service is not offered there, and \
            where the beneficiary has another appointment at that time.

            Example: municipal book city.db A-1007 --slot 17 --service permit --as Huda
            """)

    @Argument(help: "The registry's file.")
    var registry: String

    @Argument(help: "The appointment's reference, by which a retry is known.")
    var reference: String

    @Option(parsing: .unconditional, help: "The slot's number, from `slots list --free`.")
    var slot: Int64

    @Option(help: "The service; left out: the request's, else the slot's.")
    var service: String?

    @Option(help: "The reference of the request that it is about.")
    var request: String?

    @Option(help: "The token of whom it is for, never an identity number.")
    var beneficiary: String?

    @Option(help: "Where the appointment, and its request, are known by their references.")
    var source = RecordSource.library

    @OptionGroup var words: LanguageOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var writer: WriterOptions

    func run() throws {
        try reporting(json: output.json, registry: registry) {
            let (appointment, isNew) = try Registry.open(registry).write(
                as: writer.actor, because: writer.reason
            ) { city in
                try city.book(
                    NewAppointment(
                        reference: reference, slot: slot, service: service, request: requestID(city),
                        beneficiary: beneficiary.map { Beneficiary(try BeneficiaryToken($0)) }, source: source))
            }
            if output.json {
                struct Booked: Encodable {
                    var isNew: Bool
                    var appointment: AppointmentDocument
                }
                print(try JSONText.encode(Booked(isNew: isNew, appointment: AppointmentDocument(appointment))))
            } else {
                print(AppointmentText.describe(appointment, isNew: isNew, words.language))
            }
        }
    }

    private func requestID(_ city: borrowing RegistryWriter) throws -> Int64? {
        guard let request else { return nil }
        if let found = try city.request(reference: request, source: source) { return found.id }
        throw RegistryError(
            .unknownRecord, "there is no request \"\(request)\" of \(source)", at: "appointment \(reference)",
            remedy: "correct the reference, or name the source that has it (--source)")
    }
}
