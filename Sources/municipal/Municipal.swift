import ArgumentParser

@main
struct Municipal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipal",
        abstract: "A municipality's services, requests, appointments and visits, and the figures it publishes.",
        discussion: """
            Every command takes --json, and --as NAME where it writes.

            Exit codes: 0 done; 1 the data or a rule refused it, and nothing was written; 2 the registry or \
            another file could not be opened, read or written; 3 somebody else held it too long, try again; 4 check or audit found \
            something that does not follow, or recheck a figure that moved; 64 the command was not understood.

            Example: municipal init tabuk.db --name-ar "أمانة منطقة تبوك" --name-en "Tabuk" --time-zone Asia/Riyadh
            """,
        version: Version.text,
        subcommands: [
            DemoCommand.self, InitCommand.self, ImportCommand.self, ImportsCommand.self, CoverCommand.self,
            SlotsCommand.self, BookCommand.self, RescheduleCommand.self, CancelCommand.self, CheckInCommand.self,
            CallCommand.self, ServeCommand.self, LeaveCommand.self, ServeRemotelyCommand.self, NoShowCommand.self,
            UndoCommand.self, ReportCommand.self, ExplainCommand.self, StatementCommand.self, CheckCommand.self,
            AuditCommand.self, BreaksCommand.self, PublishCommand.self, RecheckCommand.self, TraceCommand.self,
            AppearedCommand.self, QuoteCommand.self, ExportCommand.self, SQLCommand.self, DoctorCommand.self,
            BackupCommand.self, VersionCommand.self,
        ])
}
