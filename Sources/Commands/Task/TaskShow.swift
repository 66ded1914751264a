import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task show`: everything about one task.
struct TaskShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task show", "Show a task.", operands: [Operand("ID", "the task, or 003: the one of that number in a plan")],
    flags: [.run], examples: ["signalbox task show 7c7c", "signalbox task show 003"])

  private let task: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    task = arguments.operand(0)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    guard let number = try await town.view.meantNumber(task) else {
      return try await show(try await town.task(task), in: session, town)
    }
    let mission = try await town.readableMission(run ?? town.meantMission).mission
    guard let item = mission.item(number: number) else {
      throw TownView.noSuch("task", task, list: "mission status --work")
    }
    // What is open says most; of what is finished, the newest attempt at the work: it has result and proof.
    let open = mission.openTasks(of: item.id)
    let tried = mission.tasks.values.filter { $0.item == item.id && !$0.isReview && !$0.isValidation }
      .max { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    guard let task = open.first(where: { $0.lease != nil }) ?? open.first ?? tried else {
      let record = WorkItemRecord(item, of: mission)
      try session.console.answer(
        PlannedTask(task: record), orSay: TaskLines.planned(item, of: mission, paint: session.console.paint))
      return .success
    }
    return try await show(TaskRecord(task, of: mission), in: session, town)
  }

  /// `{"task":WorkItem,"attempts":[]}`: what is planned, and was never handed out.
  private struct PlannedTask: Encodable {
    let task: WorkItemRecord
    let attempts: [AttemptRecord] = []
  }

  private func show(_ task: TaskRecord, in session: Session, _ town: Town) async throws -> ExitCode {
    let document = try await town.view.taskDocument(of: task)
    let names = session.console.isJSON ? [:] : try await town.agentNames
    try session.console.answer(
      document,
      orSay: TaskLines.one(
        document.task, attempts: document.attempts, agents: names, at: town.now, paint: session.console.paint))
    return .success
  }
}
