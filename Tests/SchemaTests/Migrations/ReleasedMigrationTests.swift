import Foundation
import Testing

@Suite("A released migration")
struct ReleasedMigrationTests {
    private static let script = MigrationFolder.package
        .appendingPathComponent("Scripts/check-released-migrations.sh").path

    @Test("has the digest that Migrations/RELEASED states, here and in the whole history")
    func here() throws {
        let outcome = try Child.run(["bash", Self.script], in: MigrationFolder.package.path)
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    /// What is done after the release of one.sql, and whether the script must complain, and of what.
    static let stories: [(name: String, steps: String, complaint: String?)] = [
        ("nothing", "", nil),
        ("the next migration", "echo three > Migrations/three.sql; commit", nil),
        ("the next release", "digest two.sql >> Migrations/RELEASED; commit", nil),
        ("a change of an unreleased file", "echo changed > Migrations/two.sql; commit", nil),
        ("a comment in the list", "echo '# a word' >> Migrations/RELEASED; commit", nil),
        ("a change", "echo changed > Migrations/one.sql; commit", "was changed after its release"),
        ("a change not committed", "echo changed > Migrations/one.sql", "was changed after its release"),
        (
            "a change with its digest",
            "echo changed > Migrations/one.sql; digest one.sql > Migrations/RELEASED; commit",
            "lacks a line"
        ),
        (
            "a change that is undone later",
            "echo changed > Migrations/one.sql; commit; echo one > Migrations/one.sql; commit",
            "changes Migrations/one.sql"
        ),
        ("a line less", "echo '# none' > Migrations/RELEASED; commit", "lacks a line"),
        ("a list less", "git rm -q Migrations/RELEASED; commit", "RELEASED is missing"),
        ("a file less", "git rm -q Migrations/one.sql; commit", "one.sql is missing"),
        (
            "a change on a branch that is merged",
            """
            git checkout -q -b side; echo changed > Migrations/one.sql; commit; echo one > Migrations/one.sql; commit
            git checkout -q main; echo three > Migrations/three.sql; commit; git merge -q --no-edit side
            """, "changes Migrations/one.sql"
        ),
    ]

    @Test("is held by the script to never changing", arguments: stories.indices)
    func history(_ index: Int) throws {
        let story = Self.stories[index]
        let folder = try TemporaryFolder()
        let program = """
            set -euo pipefail
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
            git init -q -b main . ; git config user.name T; git config user.email t@example.org
            commit() { git add -A; git commit -q --allow-empty -m step; }
            digest() { (cd Migrations && sha256sum "$1" 2> /dev/null || shasum -a 256 "$1"); }
            mkdir Migrations; echo one > Migrations/one.sql; echo two > Migrations/two.sql
            echo '# none' > Migrations/RELEASED; commit
            digest one.sql >> Migrations/RELEASED; commit
            \(story.steps)
            """
        let prepared = try Child.run(["bash", "-c", program], in: folder.path)
        try #require(prepared.status == 0, "\(prepared.output)")
        let outcome = try Child.run(["bash", Self.script, folder.path], in: folder.path)
        if let complaint = story.complaint {
            #expect(outcome.status == 1, "\(story.name)")
            #expect(outcome.output.contains(complaint), "\(story.name): \(outcome.output)")
        } else {
            #expect(outcome.status == 0, "\(story.name): \(outcome.output)")
            #expect(outcome.output == "", "\(story.name)")
        }
    }
}
