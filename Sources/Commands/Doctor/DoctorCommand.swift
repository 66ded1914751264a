import Client
import CommandLine
import GitHub
import MissionCore
import Service
import Views

/// `doctor`: looks at everything Signalbox stands on, and names what is wrong with its remedy.
struct DoctorCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "doctor",
    "Say what is wrong with Redis, GitHub, hooks; what to do.",
    operands: [Operand("OWNER/REPO", "a repository to check besides those of active missions", isOptional: true)],
    examples: ["signalbox doctor", "signalbox doctor acme/shop --json"], isService: true)

  private let repository: RepositoryName?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guard let text = arguments.optionalOperand(0) else {
      repository = nil
      return
    }
    guard let name = RepositoryName(text) else {
      throw CommandFailure(.usage, "\(text.quotedForPeople) is not an owner/name", hint: "write owner/name")
    }
    repository = name
  }

  func run(in session: Session) async throws -> ExitCode {
    session.console.progress("Looking…")
    var findings = [ConfigurationCheck(session).finding]
    findings += await DataDirectoryCheck(session).findings()
    findings += SkillsCheck(session).findings()
    let town = TownCheck(session)
    findings += await town.findings()
    var repositories = await town.repositories()
    for more in [repository, session.configuration.repository].compactMap({ $0 }) where !repositories.contains(more) {
      repositories.append(more)
    }
    async let listener = ListenerCheck(session).findings()
    let github = await github(session, repositories, seenHooks: await town.seenHooks(), wishes: await town.wishes())
    findings += await listener + github
    session.console.progress(nil)
    let faults = findings.count { $0.level == .fault }
    let warnings = findings.count { $0.level == .warning }
    let summary = "\("fault".counted(faults)), \("warning".counted(warnings))"
    try session.console.answer(
      Document(findings: findings, faults: faults, warnings: warnings),
      orSay: (findings.map { $0.line(session.console.paint) } + [summary])
        .fitted(columns: session.surroundings.columns))
    return faults == 0 ? .success : .failure
  }

  /// What GitHub says about these repositories, as far as it says it in time.
  private func github(
    _ session: Session, _ repositories: [RepositoryName], seenHooks: Set<Int64>, wishes: [RepositoryName: MissionWishes]
  ) async -> [Finding] {
    do {
      let github = try GitHubAccess(session.configuration)
      defer { github.close() }
      return try await Deadline.keep(Self.patience) {
        await GitHubCheck(session, github, seenHooks: seenHooks, wishes: wishes).findings(repositories)
      }
    } catch is Deadline.Passed {
      return [
        .fault(
          "GitHub", "has not answered everything within \(Self.patience.components.seconds) s",
          remedy: "see githubstatus.com and the way there; name one repository to ask less")
      ]
    } catch {
      let failure = CommandFailure(error, configuration: session.configuration)
      return [.fault("GitHub", failure.what, remedy: failure.hint)]
    }
  }

  /// How long GitHub may take for all its answers together.
  private static let patience = Duration.seconds(12)

  private struct Document: Encodable {
    let findings: [Finding]
    let faults: Int
    let warnings: Int
  }
}
