import Doors
package import MissionCore
import MissionStore

extension TownCensus {
  /// Counts what there is at a moment.
  ///
  /// - Parameters:
  ///   - missions: those that are not over.
  ///   - helpCauses: what each open question is about, in one word: never one word for each item.
  package init(missions: [Mission], agents: [Agent], helpCauses: [String], at now: Timestamp) {
    self.init()
    let tasks = missions.flatMap(\.tasks.values)
    self.missions = Self.count(missions.map(\.header.state.word))
    self.workItems = Self.count(missions.flatMap(\.items.values).map(\.state.word))
    self.watches = Self.count(missions.flatMap { $0.watches.values.map(\.status.rawValue) })
    self.tasks = Self.count(tasks.map(\.state.word))
    self.agents = Self.count(agents.map(\.state.kind))
    self.helpRequests = Self.count(helpCauses)
    oldestUntakenSeconds = tasks.filter(\.isUntaken).map { max(0, now.seconds(since: $0.createdAt)) }.max() ?? 0
  }

  private static func count(_ words: [String]) -> [String: Int] {
    words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
