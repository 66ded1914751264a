import Doors
import MissionCore
import MissionStore

extension TownCensus {
  /// Counts what there is at a moment.
  ///
  /// - Parameter missions: those that are not over.
  init(missions: [Mission], agents: [Agent], at now: Timestamp) {
    self.init()
    let tasks = missions.flatMap(\.tasks.values)
    self.missions = Self.count(missions.map(\.header.state.word))
    self.workItems = Self.count(missions.flatMap(\.items.values).map(\.state.word))
    self.watches = Self.count(missions.flatMap { $0.watches.values.map(\.status.rawValue) })
    self.tasks = Self.count(tasks.map(\.state.word))
    self.agents = Self.count(agents.map(\.state.word))
    self.helpRequests = Self.count(missions.flatMap(\.header.help).map(\.subject.kind))
    oldestUntakenSeconds = tasks.filter(\.isUntaken).map { max(0, now.seconds(since: $0.createdAt)) }.max() ?? 0
  }

  private static func count(_ words: [String]) -> [String: Int] {
    words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

extension HelpRequest.Subject {
  /// What it is about, without which one: a metric must not have a series for each item.
  fileprivate var kind: String {
    switch self {
    case .plan: "plan"
    case .noAgent: "no_agent"
    case .noReviewer: "no_reviewer"
    case .noProgress: "no_progress"
    case .item: "item"
    case .dependency: "dependency"
    case .repository: "repository"
    case .milestone: "milestone"
    }
  }
}
