package import MissionCore
import Redis

extension TownStore {
  /// The mission that the label on an issue made last; nil where none did.
  package func labelledMission(of issue: IssueReference) async throws(StoreError) -> Identifier<Mission>? {
    try await read(["HGET", .text(keys.labels), .text(issue.folded)]).text.flatMap { Identifier($0) }
  }

  /// The label on an issue made a mission.
  package func noteLabelled(_ issue: IssueReference, mission: Identifier<Mission>) async throws(StoreError) {
    try await ask([["HSET", .text(keys.labels), .text(issue.folded), .text(mission.text)]])
  }
}
