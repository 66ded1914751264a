import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `{"milestone":…}`.
struct MilestoneDocument: Encodable, Sendable {
  /// The milestone.
  let milestone: PlanDocument.Stage
}

/// `{"milestones":[…]}`.
struct MilestonesDocument: Encodable, Sendable {
  /// The milestones, in order.
  let milestones: [PlanDocument.Stage]
}

extension Console {
  /// Answers with one milestone of a mission.
  fileprivate func answer(_ id: String, of mission: Mission, headline: String) throws {
    guard let milestone = mission.plan?.milestone(id) else {
      throw TownView.noSuch("milestone", id, list: "milestone list")
    }
    var lines = [headline] + MilestoneLines.lines([milestone], of: mission)
    if !milestone.text.isEmpty { lines.append("   \(milestone.text.printable(limit: 1000))") }
    try answer(MilestoneDocument(milestone: .init(milestone, of: mission)), orSay: lines)
  }
}

/// `milestone create`: adds a stage to the plan.
struct MilestoneCreate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone create", "Add a milestone to the plan.", operands: [Operand("TITLE", "what it is")],
    flags: [
      .run, Flag("sequence", nil, .value("N"), "its place (behind the others)"),
      Flag("description", "d", .value("TEXT"), "what it is about"),
    ], examples: ["signalbox milestone create \"Foundation\" --sequence 1"])

  private let title: String
  private let run: String?
  private let sequence: Int?
  private let text: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    title = arguments.operand(0)
    run = arguments["run"]
    sequence = try arguments.number("sequence", in: 1...1_000)
    text = arguments["description"] ?? ""
  }

  func run(in session: Session) async throws -> ExitCode {
    let (id, stored) = try await session.town().plan(
      run, .createMilestone(title: title, sequence: sequence, text: text))
    try session.console.answer(id, of: stored.mission, headline: "🏁 Milestone \(id) created")
    return .success
  }
}

/// `milestone update`: changes a stage of the plan.
struct MilestoneUpdate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone update", "Change a milestone.", operands: [Operand("ID", "the milestone: M1")],
    flags: [
      .run, Flag("title", nil, .value("TEXT"), "its new title"), Flag("sequence", nil, .value("N"), "its new place"),
      Flag("description", "d", .value("TEXT"), "what it is about"),
    ], examples: ["signalbox milestone update M1 --title \"Groundwork\""])

  private let id: String
  private let run: String?
  private let title: String?
  private let sequence: Int?
  private let text: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
    title = arguments["title"]
    sequence = try arguments.number("sequence", in: 1...1_000)
    text = arguments["description"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let change = PlanChange.updateMilestone(id, title: title, sequence: sequence, text: text)
    let (id, stored) = try await session.town().plan(run, change)
    try session.console.answer(id, of: stored.mission, headline: "🏁 Milestone \(id) changed")
    return .success
  }
}

/// `milestone delete`: takes a stage out of the plan.
struct MilestoneDelete: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone delete", "Take a milestone without tasks out of the plan.",
    operands: [Operand("ID", "the milestone: M1")], flags: [.run], examples: ["signalbox milestone delete M3"])

  private let id: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let (message, stored) = try await session.town().plan(run, .deleteMilestone(id))
    try session.console.answer(DoneDocument(mission: stored.mission.id, message: message), orSay: ["🗑️  \(message)"])
    return .success
  }
}

/// `milestone list`: the stages of the plan.
struct MilestoneList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone list", "List the milestones in their order.", flags: [.run] + ListFilter.flags([]),
    examples: ["signalbox milestone list"])

  private let run: String?
  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    filter = try ListFilter(arguments)
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    let milestones = Array((mission.plan?.milestones ?? []).prefix(filter.limit))
    try session.console.answer(
      MilestonesDocument(milestones: milestones.map { .init($0, of: mission) }),
      orSay: milestones.isEmpty ? ["No milestones"] : MilestoneLines.lines(milestones, of: mission))
    return .success
  }
}

/// `milestone show`: one stage with its tasks.
struct MilestoneShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone show", "Show a milestone with its tasks.", operands: [Operand("ID", "the milestone: M1")],
    flags: [.run], examples: ["signalbox milestone show M1"])

  private let id: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    guard let milestone = mission.plan?.milestone(id) else {
      throw TownView.noSuch("milestone", id, list: "milestone list")
    }
    let rows = mission.plannedItems.filter { $0.milestone == id }.map {
      [$0.details?.name ?? "", Words.word($0.state), $0.title.printable(limit: 200)]
    }
    try session.console.answer(
      MilestoneDocument(milestone: .init(milestone, of: mission)),
      orSay: MilestoneLines.lines([milestone], of: mission) + Columns.lines(rows, indent: "      "))
    return .success
  }
}
