package import CommandLine
import FoundationEssentials
import Glibc
package import MissionCore
import MissionStore
import Views

/// The claims of the tasks that agents took on this machine, so that an agent that is started in a directory may report
/// from there without naming its claim.
///
/// A claim is found again only from the working directory it was handed out in, and, where `SIGNALBOX_AGENT` names an
/// agent, only by that agent: another agent's author on the same machine must not report in its reviewer's name.
package struct KeptClaims: Sendable {
  private let directory: String
  private let place: String
  private let agent: String?

  /// The claims of a town: in its data directory where that is here, else where the user's state is kept
  /// (https://specifications.freedesktop.org/basedir-spec/latest/).
  package init(_ configuration: Configuration, _ surroundings: Surroundings) {
    let data = surroundings.absolute(configuration.data)
    let environment = surroundings.environment
    let state = environment["XDG_STATE_HOME"] ?? environment["HOME"].map { "\($0)/.local/state" }
    if surroundings.ownership(data) == nil, let state, state.hasPrefix("/") {
      directory = "\(state)/signalbox/claims"
    } else {
      directory = "\(data)/claims"
    }
    place = surroundings.workingDirectory
    agent = environment["SIGNALBOX_AGENT"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Keeps a claim for its task. Where that cannot be done, nothing is lost: the prompt's commands hold it too.
  package func keep(_ claim: String, of task: Identifier<WorkTask>, for agent: Agent) {
    try? FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let text = [claim, agent.id.text, agent.name, place].joined(separator: "\n")
    let draft = "\(file(of: task)).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten = writeAll(Array(text.utf8), to: descriptor)
    close(descriptor)
    if !isWritten || rename(draft, file(of: task)) != 0 { unlink(draft) }
  }

  /// The claim that was kept for a task here; nil where there is none for whoever asks.
  package func claim(of task: Identifier<WorkTask>) -> String? {
    guard let bytes = FileManager.default.contents(atPath: file(of: task)) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 3).map(String.init)
    guard lines.count == 4, lines[3] == place else { return nil }
    if let agent, agent.lowercased() != lines[2].lowercased(), agent.lowercased() != lines[1] { return nil }
    return lines[0]
  }

  /// Forgets the claim of a task that was reported.
  package func forget(_ task: Identifier<WorkTask>) { unlink(file(of: task)) }

  private func file(of task: Identifier<WorkTask>) -> String { "\(directory)/\(task.text)" }
}

extension Town {
  /// Who speaks for a task: what was said, else what was kept here, else whoever `SIGNALBOX_AGENT` names.
  package func reporter(on task: Identifier<WorkTask>, _ arguments: ReporterArguments) async throws -> Reporter {
    if arguments.isOperator {
      try requireOperator(for: "reports without a claim", hint: "report with the claim that came with the task")
      return .conductor(Self.operatorName)
    }
    if let claim = arguments.claim ?? surroundings.environment["SIGNALBOX_CLAIM"], !claim.isEmpty {
      return .claim(claim)
    }
    if let claim = KeptClaims(configuration, surroundings).claim(of: task) { return .claim(claim) }
    guard let name = surroundings.environment["SIGNALBOX_AGENT"], !name.isEmpty else { return .unnamed }
    return .agent(try await view.agent(name).id)
  }
}

/// How a command says who speaks.
package struct ReporterArguments: Sendable {
  /// The flags of every command that reports on a task.
  package static let flags = [
    Flag("claim", nil, .value("CLAIM"), "what 'task next' handed out (kept where it ran)"),
    Flag("as-operator", nil, .toggle, "report as the operator, without a claim"),
  ]

  /// The claim, if it was said.
  package let claim: String?
  /// Whether the operator says that it is the operator.
  package let isOperator: Bool

  /// What a command line says.
  package init(_ arguments: ParsedArguments) {
    claim = arguments["claim"]
    isOperator = arguments.has("as-operator")
  }
}
