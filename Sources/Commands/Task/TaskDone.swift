import Client
import CommandLine
import MissionCore
import MissionStore

/// `task done`: an agent reports a task as done.
struct TaskDone: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task done", "Report a task as done, with the pull request that carries the work.",
    operands: [Operand("ID", "the task")],
    flags: [
      Flag("pull-request", nil, .value("URL"), "the pull request that carries the work"),
      Flag("no-pull-request", nil, .toggle, "the work needs no pull request"),
      Flag("result", nil, .value("TEXT"), "what was done"),
      Flag("proof", nil, .value("TEXT"), "what shows it"),
      Flag("summary", nil, .value("TEXT"), "what agents of dependent items should know"),
      Flag("discovered", nil, .values("TEXT"), "what else came up: each becomes a task of its own"),
      Flag("verdict", nil, .value("VERDICT"), "of a review: approve or reject"),
    ] + ReporterArguments.flags,
    examples: [
      "signalbox task done 7c7c --pull-request https://github.com/acme/shop/pull/42",
      "signalbox task done 7c7c --verdict reject --result \"the token never expires\"",
    ])

  private let task: String
  private let pullRequest: String?
  private let report: WorkTask.Report
  private let reporter: ReporterArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    task = arguments.operand(0)
    reporter = ReporterArguments(arguments)
    var verdict: WorkTask.ReviewVerdict?
    if let text = arguments["verdict"] {
      guard let given = WorkTask.ReviewVerdict(rawValue: text.lowercased()) else {
        throw CommandFailure(
          .usage, "\(text.quotedForPeople) is no verdict", hint: "write --verdict approve or --verdict reject")
      }
      verdict = given
    }
    pullRequest = arguments["pull-request"]
    if pullRequest != nil, arguments.has("no-pull-request") {
      throw CommandFailure(
        .usage, "--pull-request and --no-pull-request exclude each other", hint: "give the one that is true")
    }
    report = WorkTask.Report(
      result: arguments["result"] ?? "", proof: arguments["proof"], summary: arguments["summary"], verdict: verdict,
      discovered: arguments.all("discovered").isEmpty ? nil : arguments.all("discovered"),
      hasNoPullRequest: arguments.has("no-pull-request") ? true : nil)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let task = try await town.task(task)
    let reporter = try await town.reporter(on: task.id, reporter)
    let code = try await town.change(
      task.missionID, .taskDone(task: task.id, report: report, by: reporter, pullRequest: pullRequest),
      headline: "✅ Task \(task.id) reported as done")
    KeptClaims(session.configuration, session.surroundings).forget(task.id)
    return code
  }
}
