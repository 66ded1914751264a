import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission set`: begins a mission that is planned by hand or by a lead agent.
struct MissionSet: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission set", "Begin a planned mission: milestones, tasks and a contract instead of issues.",
    operands: [Operand("TITLE", "what it is")],
    flags: [
      Flag("description", "d", .value("TEXT"), "what it is for"),
      Flag("replace", nil, .toggle, "give up one of this title that is not over"),
      Flag("manifest", nil, .value("FILE"), "policy (mission.toml)"),
      Flag("max-parallel", nil, .value("N"), "how many tasks at once (2)"),
      Flag("no-reviewer", nil, .toggle, "let tasks pass without a review"),
    ],
    examples: ["signalbox mission set \"Build auth system\" --description \"Sign-in for the shop\""])

  private let title: String
  private let text: String
  private let replaces: Bool
  private let manifest: String?
  private let parallelItems: Int?
  private let needsNoReviewer: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    title = arguments.operand(0)
    text = arguments["description"] ?? ""
    replaces = arguments.has("replace")
    manifest = arguments["manifest"]
    parallelItems = try arguments.number("max-parallel", in: PolicyField.parallelItems)
    needsNoReviewer = arguments.has("no-reviewer")
  }

  func run(in session: Session) async throws -> ExitCode {
    var reading = try MissionStart.read(manifest: manifest, in: session)
    if let parallelItems { reading.policy.maxParallelItems = parallelItems }
    if needsNoReviewer { reading.policy.reviewerRequired = false }
    let town = try session.town()
    if replaces {
      for other in try await town.store.activeMissions().missions.map(\.mission)
      where !other.isOver && other.plan?.title == title {
        _ = try await town.send(.missionStop(mission: other.id, by: town.planner, force: true))
      }
    }
    let id = Identifier<Mission>.random
    let (policy, overrides) = (reading.policy, reading.manifest)
    _ = try await session.console.whileWaiting("⏳ Waiting for the service…") {
      try await town.send(
        .missionSet(id: id, title: title, text: text, policy: policy, manifest: overrides))
    }
    let stored = try await town.view.mission(id.text)
    town.refreshExport(of: stored.mission)
    try session.console.answer(
      try await town.view.document(of: stored),
      orSay: [
        "🎯 Mission set: \(stored.mission.plan?.title.printable(limit: 200) ?? "")", "   ID: \(id)",
        "   Phase: planning. Next: signalbox milestone create, signalbox task create, signalbox mission plan-complete",
      ])
    return .success
  }
}
