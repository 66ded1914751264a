import Client
package import MissionCore
package import MissionStore
import Views

extension Notice {
  /// The same words for every target.
  package static func notices(_ bodies: [Body], to targets: [String], at now: Timestamp) -> [Notice] {
    bodies.flatMap { body in targets.map { Notice(id: .random, to: $0, at: now, body) } }
  }
}

extension Notice.Body {
  /// What of a mission's step people outside are told: new and withdrawn questions, and its end. A question that is
  /// only repeated is no news.
  static func bodies(of effects: [Effect], before: Mission?, after: Mission, at now: Timestamp) -> [Notice.Body] {
    guard !after.isRehearsed else { return [] }
    let known = before?.header.help ?? []
    var bodies = effects.compactMap { effect -> Notice.Body? in
      switch effect {
      case .askForHelp(let request) where !known.contains(where: { $0.id == request.id }):
        Notice.Body(.helpNew, request, of: after)
      case .withdrawHelp(let id): known.first { $0.id == id }.map { Notice.Body(.helpWithdrawn, $0, of: after) }
      case .askForHelp, .activity, .assign, .withdraw, .urge, .release, .markLost, .park, .account, .taken, .announce,
        .answer, .learn, .wake:
        nil
      }
    }
    if let end = end(of: after), before.map({ !$0.isOver }) ?? true {
      let count = "work item".counted(after.items.count)
      let text = after.header.state.reason.map { "Mission failed: \($0)" } ?? "Mission completed: \(count) done"
      bodies.append(
        Notice.Body(
          end, cause: after.header.state.word, mission: after.id, since: now, text: text,
          commands: ["signalbox mission status --run \(Names.short(after.id))"]))
    }
    return bodies
  }

  /// A question of the town's own.
  package init(_ event: Notice.Event, _ help: TownHelp) {
    self.init(
      event, cause: help.subject.rawValue, mission: nil, since: help.since, text: "\(help.reason) (\(help.remedy))",
      commands: Self.commands(in: help.remedy))
  }

  private init(_ event: Notice.Event, _ request: HelpRequest, of mission: Mission) {
    let item = request.item.flatMap { mission.items[$0] }
    let commands = Self.commands(in: request.remedy).map { command in
      command.split(separator: " ").map { word in
        switch word {
        case "ID": Names.short(mission.id)
        case "ITEM", "\"skip", "\"redirect": word == "ITEM" ? item.map { $0.id.text } ?? "ITEM" : String(word)
        case "ITEM\"": (item.map { $0.id.text } ?? "ITEM") + "\""
        default: String(word)
        }
      }.joined(separator: " ")
    }
    self.init(
      event, cause: request.cause, mission: mission.id, item: item?.id,
      pullRequest: item?.pullRequests.last.map(\.description), since: request.firstSentAt,
      text: "\(request.reason) (\(request.remedy))", commands: commands)
  }

  private static func end(of mission: Mission) -> Notice.Event? {
    switch mission.header.state {
    case .completed: .missionCompleted
    case .failed: .missionFailed
    case .planning, .running, .blocked: nil
    }
  }

  /// The command lines that a remedy quotes.
  private static func commands(in remedy: String) -> [String] {
    let parts = remedy.split(separator: "'", omittingEmptySubsequences: false)
    // Every second part stands between quotes.
    return parts.enumerated().filter { $0.offset % 2 == 1 && $0.offset < parts.count - 1 }.compactMap { _, part in
      if part.hasPrefix("signalbox ") { return String(part) }
      return part.hasPrefix("mission ") || part.hasPrefix("agent ") ? "signalbox \(part)" : nil
    }
  }
}
