import GitHub
import MissionCore

/// `doctor`: looks at everything Signalbox stands on, and names what is wrong with its remedy.
struct DoctorCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "doctor",
    "Check configuration, Redis, the service, GitHub's permissions, hooks and clocks; each fault comes with its remedy.",
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
    let town = TownCheck(session)
    findings += await town.findings()
    var repositories = await town.repositories()
    for more in [repository, session.configuration.repository].compactMap({ $0 }) where !repositories.contains(more) {
      repositories.append(more)
    }
    findings += await ListenerCheck(session).findings()
    do {
      let github = try GitHubAccess(session.configuration)
      findings += await GitHubCheck(
        session, github, heard: await town.hooksHeard(), wishes: await town.wishes()
      ).findings(repositories)
      github.close()
    } catch {
      let failure = CommandFailure(error, configuration: session.configuration)
      findings.append(.fault("GitHub", failure.what, remedy: failure.hint))
    }
    session.console.progress(nil)
    let faults = findings.count { $0.level == .fault }
    let warnings = findings.count { $0.level == .warning }
    let summary = "\(Words.count(faults, "fault")), \(Words.count(warnings, "warning"))"
    try session.console.answer(
      Document(findings: findings, faults: faults, warnings: warnings),
      orSay: findings.map { $0.line(session.console.paint) } + [summary])
    return faults == 0 ? .success : .failure
  }

  private struct Document: Encodable {
    let findings: [Finding]
    let faults: Int
    let warnings: Int
  }
}
