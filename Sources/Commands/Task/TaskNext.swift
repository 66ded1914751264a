import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task next`: an agent takes its next assignment, and waits for one.
struct TaskNext: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task next", "Take the next assignment, prompt included.",
    flags: [
      Flag("agent", nil, .value("NAME"), "who asks: name or identity"),
      Flag("wait", nil, .value("SECS"), "how long to wait for one (0)"),
    ],
    examples: ["signalbox task next --agent backend --wait 60"])

  private let agent: String
  private let wait: Int

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guard let agent = arguments["agent"] else {
      throw CommandFailure(.usage, "'task next' needs --agent", hint: "for example --agent backend")
    }
    self.agent = agent
    wait = try arguments.number("wait", in: 0...86_400) ?? 0
  }

  var deadline: Duration? { .seconds(wait + 30) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agent = try await town.view.agent(agent)
    let deadline = ContinuousClock.now.advanced(by: .seconds(wait))
    let assignment = try await session.console.whileWaiting("⏳ Waiting for a task for \(agent.name.printable())…") {
      try await town.nextAssignment(for: agent, until: deadline)
    }
    if let task = assignment.task, let claim = assignment.claim {
      KeptClaims(town.configuration, town.surroundings).keep(claim, of: task.id, for: agent)
    }
    try session.console.answer(assignment, orSay: lines(assignment, agent))
    return .success
  }

  private func lines(_ assignment: AssignmentDocument, _ agent: Agent) -> [String] {
    guard let task = assignment.task else { return ["💤 No task for \(agent.name.printable(limit: 64))"] }
    // Line by line: the prompt's own line ends are the only control characters it may have.
    let prompt = assignment.prompt.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return ["📌 Task: \(task.id)", ""] + prompt.map { String($0).printable(limit: 100_000) }
  }
}
