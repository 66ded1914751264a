import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `{"task":WorkItem}`.
struct PlannedTaskDocument: Encodable, Sendable {
  /// The item.
  let task: WorkItemRecord
}

extension Console {
  /// Answers with one planned item of a mission.
  fileprivate func answer(task name: String, of mission: Mission, headline: String) throws {
    guard let item = TownView.number(name).flatMap({ mission.item(number: $0) }) else {
      throw TownView.noSuch("task", name, list: "mission status --work")
    }
    var lines = ["\(headline): \(item.title.printable(limit: 200))"]
    if let milestone = item.milestone { lines.append("   Milestone: \(milestone)") }
    if let ids = item.details?.fulfills, !ids.isEmpty {
      lines.append("   Fulfills: \(ids.map(\.text).joined(separator: ", "))")
    }
    try answer(PlannedTaskDocument(task: WorkItemRecord(item, of: mission)), orSay: lines)
  }
}

/// `task create`: adds an item to a planned mission.
struct TaskCreate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task create", "Add a task to a planned mission.", operands: [Operand("TITLE", "what is to be done")],
    flags: TaskDraft.flags,
    examples: ["signalbox task create \"Login\" --milestone M2 --fulfills VAL-AUTH-001"])

  private let title: String
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    title = arguments.operand(0)
    self.arguments = arguments
  }

  func run(in session: Session) async throws -> ExitCode {
    var draft = try TaskDraft(arguments, home: session.configuration.repository)
    draft.title = title
    let (name, stored) = try await session.town().plan(arguments["run"], .createTask(draft))
    try session.console.answer(task: name, of: stored.mission, headline: "📝 Task \(name) created")
    return .success
  }
}

/// `task update`: changes an item of a planned mission.
struct TaskUpdate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task update", "Change a task of a planned mission.", operands: [Operand("NUMBER", "the task: 003")],
    flags: TaskDraft.flags + [Flag("title", nil, .value("TEXT"), "its new title")],
    examples: ["signalbox task update 003 --priority 1"])

  private let number: Int
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    number = try Town.requiredNumber(arguments.operand(0))
    self.arguments = arguments
  }

  func run(in session: Session) async throws -> ExitCode {
    var draft = try TaskDraft(arguments, home: session.configuration.repository)
    draft.title = arguments["title"]
    let (name, stored) = try await session.town().plan(arguments["run"], .updateTask(number, draft))
    try session.console.answer(task: name, of: stored.mission, headline: "📝 Task \(name) changed")
    return .success
  }
}

/// `task delete`: takes an item out of a planned mission.
struct TaskDelete: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task delete", "Take a task that nobody has begun out of a planned mission.",
    operands: [Operand("NUMBER", "the task: 003")], flags: [.run], examples: ["signalbox task delete 003"])

  private let number: Int
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    number = try Town.requiredNumber(arguments.operand(0))
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let (message, stored) = try await session.town().plan(run, .deleteTask(number))
    try session.console.answer(DoneDocument(mission: stored.mission.id, message: message), orSay: ["🗑️  \(message)"])
    return .success
  }
}

extension Town {
  /// The number that an operand is.
  fileprivate static func requiredNumber(_ text: String) throws(CommandFailure) -> Int {
    guard let number = TownView.number(text) else {
      throw CommandFailure(.usage, "\(text.quotedForPeople) is no task's number", hint: "write for example 003")
    }
    return number
  }
}
