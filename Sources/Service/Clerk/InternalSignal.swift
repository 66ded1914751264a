import FoundationEssentials
import GitHub
package import MissionCore
import MissionStore

/// What the service tells itself through the stream: what fetching GitHub brought, what time brought, and which mission
/// a fact or a free agent is for. It walks the same stairs as everything that comes from outside.
package enum InternalSignal: Hashable {
  /// A fact for one mission; for all interested ones where none is named.
  case observation(Observation, for: Identifier<Mission>?)
  /// What came of something that a mission wanted done on GitHub.
  case actionEnded(Identifier<PendingAction>, ActionOutcome, for: Identifier<Mission>)
  /// Another tool wrote into a mission's records.
  case recorded(RecordedReport, for: Identifier<Mission>)
  /// Another tool wrote of a mission, and may have written over its records.
  case overwritten(Identifier<Mission>)
  /// Time has come for a mission.
  case tick(Identifier<Mission>)
  /// An agent that a mission could use is free.
  case agentAvailable(Identifier<Mission>)
  /// Another tool made an agent, or says of one that it is there again.
  case agentFound(Identifier<Agent>)

  /// The signal to append. Each is new: doing one of these twice changes nothing.
  func signal() throws -> Signal {
    let id = UUID().uuidString.lowercased()
    switch self {
    case .observation(let observation, let mission):
      let fields = mission.map { [StreamEntry.Field(Self.mission, $0.text)] } ?? []
      let body = try CompressedBody(compressing: Array(JSONEncoder().encode(observation)))
      return Signal(kind: .observation, id: id, fields: fields, body: body)
    case .actionEnded(let action, let outcome, let mission):
      let fields = [StreamEntry.Field(Self.mission, mission.text), .init(Self.action, action.text)]
      let body = try CompressedBody(compressing: Array(JSONEncoder().encode(outcome)))
      return Signal(kind: .report, id: id, fields: fields, body: body)
    case .recorded(let report, let mission):
      var fields = [StreamEntry.Field(Self.mission, mission.text), .init(Self.task, report.task.text)]
      if let agent = report.agent { fields.append(.init(Self.agent, agent.text)) }
      let body = try CompressedBody(compressing: Array(JSONEncoder().encode(report.word)))
      return Signal(kind: .report, id: id, fields: fields, body: body)
    case .overwritten(let mission):
      return Signal(kind: .tick, id: id, fields: [.init(Self.mission, mission.text), .init(Self.reason, "records")])
    case .tick(let mission):
      return Signal(kind: .tick, id: id, fields: [.init(Self.mission, mission.text), .init(Self.reason, "time")])
    case .agentAvailable(let mission):
      return Signal(kind: .tick, id: id, fields: [.init(Self.mission, mission.text), .init(Self.reason, "agent")])
    case .agentFound(let agent):
      return Signal(kind: .tick, id: id, fields: [.init(Self.agent, agent.text), .init(Self.reason, "found")])
    }
  }

  /// Reads what ``signal()`` wrote.
  init(entry: StreamEntry, body: [UInt8]) throws {
    let mission = entry.text(Self.mission).flatMap { Identifier<Mission>($0) }
    switch (entry.kind, mission, entry.text(Self.reason)) {
    case (.observation, let mission, _):
      self = .observation(try BoundedJSON.decode(Observation.self, from: Data(body)), for: mission)
    case (.report, let mission?, _):
      if let task = entry.text(Self.task).flatMap({ Identifier<WorkTask>($0) }) {
        let word = try BoundedJSON.decode(RecordedReport.Word.self, from: Data(body))
        let agent = entry.text(Self.agent).flatMap { Identifier<Agent>($0) }
        self = .recorded(RecordedReport(task: task, agent: agent, word: word), for: mission)
        return
      }
      guard let action = entry.text(Self.action).flatMap({ Identifier<PendingAction>($0) }) else {
        throw HandlingError.unreadable("a report without its action")
      }
      self = .actionEnded(action, try BoundedJSON.decode(ActionOutcome.self, from: Data(body)), for: mission)
    case (.tick, nil, "found"):
      guard let agent = entry.text(Self.agent).flatMap({ Identifier<Agent>($0) }) else {
        throw HandlingError.unreadable("an agent without its identity")
      }
      self = .agentFound(agent)
    case (.tick, let mission?, "agent"): self = .agentAvailable(mission)
    case (.tick, let mission?, "records"): self = .overwritten(mission)
    case (.tick, let mission?, _): self = .tick(mission)
    case (let kind, _, _): throw HandlingError.unreadable("an internal signal of kind \(kind?.rawValue ?? "?")")
    }
  }

  private static let mission = "mission"
  private static let reason = "reason"
  private static let action = "errand"
  private static let task = "task"
  private static let agent = "agent"
}
