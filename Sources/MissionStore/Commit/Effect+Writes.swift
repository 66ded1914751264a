import MissionCore

extension Effect {
  /// How long a wake-up waits to be heard, in seconds.
  private static let wakeSeconds = 3600
  /// How many lines a mission's activity keeps, and how many events the streams, about.
  private static let activityLines = 100
  private static let townEvents = 1000
  private static let missionEvents = 500

  /// What performing the effect writes. Changes of the agents themselves are an `AgentBook`'s.
  func writes(of mission: Identifier<Mission>, keys: Keys, now: Timestamp) -> [Write] {
    switch self {
    case .activity(let text): return Self.activity(text, of: mission, keys: keys, now: now)
    case .assign(let task, let agent):
      let message = MailboxMessage(to: agent, content: .taskAssign(task), createdAt: now)
      return [
        .pushBack(keys.inbox(agent: agent.text), PartCoding.json(message))
      ] + Self.wake(agent, for: task.text, keys: keys)
    case .wake(let agent): return Self.wake(agent, for: "evidence", keys: keys)
    case .urge(let task, let agent):
      let text =
        "Task \(task): no sign of life was seen; give one ('signalbox agent heartbeat') or report, else it goes to "
        + "another when its lease ends"
      let message = MailboxMessage(to: agent, content: .information(text, mission: mission), createdAt: now)
      return [.pushBack(keys.inbox(agent: agent.text), PartCoding.json(message))]
    case .withdraw(let task, let agent), .taken(let task, let agent):
      return [.removeMessages(keys.inbox(agent: agent.text), field: "task_id", value: task.text)]
    case .askForHelp(let request):
      let conductor = MailboxMessage.conductor
      let message = MailboxMessage(
        to: conductor, content: .question(request, mission: mission), createdAt: request.sentAt)
      return [
        .removeMessages(keys.inbox(agent: conductor.text), field: "id", value: request.id.text),
        .pushBack(keys.inbox(agent: conductor.text), PartCoding.json(message)),
      ]
    case .withdrawHelp(let id):
      return [.removeMessages(keys.inbox(agent: MailboxMessage.conductor.text), field: "id", value: id.text)]
    case .announce(let text):
      let message = MailboxMessage(
        to: MailboxMessage.conductor, content: .information(text, mission: mission), createdAt: now)
      return [.pushBack(keys.inbox(agent: MailboxMessage.conductor.text), PartCoding.json(message))]
    case .learn(let learning): return [.pushBack(keys.learnings, PartCoding.json(learning))]
    // An answer is a receipt, which the shell spells.
    case .release, .markLost, .park, .account, .answer: return []
    }
  }

  private static func wake(_ agent: Identifier<Agent>, for reason: String, keys: Keys) -> [Write] {
    [
      .pushFront(keys.wake(agent: agent), Array(reason.utf8), keep: 1),
      .expire(keys.wake(agent: agent), seconds: wakeSeconds),
    ]
  }

  private static func activity(
    _ text: String, of mission: Identifier<Mission>, keys: Keys, now: Timestamp
  ) -> [Write] {
    // One line, whatever people wrote into titles and notes.
    let line = UntrustedText.line(text, limit: 2000)
    let event = TownEventRecord(mission: mission, message: line, at: now)
    let list = keys.activity(mission: mission.text)
    return [
      .pushFront(list, Array("[\(now.lineText)] \(line)".utf8), keep: activityLines),
      .streamAdd(keys.events, event.fields, keep: townEvents),
      .streamAdd(keys.events(mission: mission.text), event.fields, keep: missionEvents),
    ]
  }
}
