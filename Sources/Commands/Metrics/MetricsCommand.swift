import Client
import CommandLine
import MissionCore
import MissionStore

/// `metrics`: how a planned mission goes, counted from what its agents did.
struct MetricsCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "metrics", "Say how a planned mission goes: counts, rates, durations, agents, history, timeline.",
    operands: [Operand("VIEW", "agents, history or timeline; nothing for all", isOptional: true)], flags: [.run],
    examples: ["signalbox metrics", "signalbox metrics agents", "signalbox metrics history"])

  /// What is looked at.
  private enum View: String {
    case all, agents, history, timeline
  }

  private let run: String?
  private let view: View

  private struct Agents: Encodable { let agents: [MetricsDocument.Worker] }
  private struct Timeline: Encodable { let timeline: [MetricsDocument.Moment] }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    let word = arguments.optionalOperand(0)
    guard let view = word.map({ View(rawValue: $0) }) ?? .all, word != "all" else {
      throw CommandFailure(
        .usage, "there are no metrics of \(word?.quotedForPeople ?? "")", hint: "say agents, history or timeline")
    }
    self.view = view
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let console = session.console
    if view == .history {
      let missions = try await town.store.missions(try await town.store.allMissionIDs(limit: 1000)).missions
      let document = MetricsHistoryDocument(missions.map(\.mission), at: town.now)
      let rows = document.missions.map { entry in
        [
          entry.completedAt, entry.status, entry.title.printable(limit: 100), "task".counted(entry.taskCount),
          "milestone".counted(entry.milestonesCompleted), Self.duration(entry.wallClockMilliseconds),
          entry.usage?.summary ?? "",
        ]
      }
      try console.answer(document, orSay: rows.isEmpty ? ["No completed missions"] : Columns.lines(rows))
      return .success
    }
    let mission = try await town.readableMission(run).mission
    let document = MetricsDocument(of: mission, names: try await town.agentNames, at: town.now)
    switch view {
    case .agents: try console.answer(Agents(agents: document.agents), orSay: Self.agents(document))
    case .timeline: try console.answer(Timeline(timeline: document.timeline), orSay: Self.timeline(document))
    case .all, .history: try console.answer(document, orSay: Self.lines(document))
    }
    return .success
  }

  private static func lines(_ document: MetricsDocument) -> [String] {
    let tasks = document.tasks
    return [
      "📊 \(document.mission.title.printable(limit: 200)) (\(document.mission.status), \(duration(document.mission.wallClockMilliseconds)))",
      "   Tasks: \(tasks.completed)/\(tasks.total) done"
        + (tasks.total == 0 ? "" : " (\(percent(tasks.completionRate)))")
        + ", \(tasks.failed) failed, \(tasks.retried) retried",
      "   Durations: average \(duration(tasks.avgDurationMilliseconds)), median \(duration(tasks.medianDurationMilliseconds)), p90 \(duration(tasks.p90DurationMilliseconds)); in the queue \(duration(tasks.avgQueueWaitMilliseconds))",
      "   Validation: "
        + (document.verdictCount == 0
          ? "no verdict yet"
          : "\(percent(document.mission.validationPassRate)) of \("verdict".counted(document.verdictCount)) passing"),
    ]
      + (document.budget.map { ["   Used: \($0)"] } ?? [])
      + (tasks.retriesByCause.isEmpty
        ? []
        : [
          "   Done again: "
            + tasks.retriesByCause.sorted { $0.key < $1.key }.map { "\($0.value) for \($0.key)" }.joined(
              separator: ", ")
        ])
      + Columns.lines(
        tasks.byMilestone.map {
          [$0.id, $0.status, "\($0.completedCount)/\($0.taskCount)", $0.title.printable(limit: 100)]
        })
      + agents(document)
  }

  private static func agents(_ document: MetricsDocument) -> [String] {
    guard !document.agents.isEmpty else { return ["No agent has worked yet"] }
    return Columns.lines(
      document.agents.map { agent in
        [
          "🤖 \(agent.name.printable(limit: 64))", "task".counted(agent.tasks), "retry".counted(agent.retries),
          "active \(duration(agent.activeMilliseconds))", percent(agent.utilization),
          agent.usage?.summary ?? "",
        ]
      })
  }

  private static func timeline(_ document: MetricsDocument) -> [String] {
    guard !document.timeline.isEmpty else { return ["Nothing is done yet"] }
    return Columns.lines(
      document.timeline.map { [$0.timestamp, "\($0.completedTasks) done", "\($0.activeTasks) in hand"] })
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  private static func duration(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m \(seconds % 60)s" }
    return "\(seconds / 3600)h \(seconds % 3600 / 60)m"
  }
}
