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

extension Console {
  /// Answers with one milestone of a mission.
  func answer(_ id: String, of mission: Mission, headline: String) throws {
    guard let milestone = mission.plan?.milestone(id) else {
      throw TownView.noSuch("milestone", id, list: "milestone list")
    }
    var lines = [headline] + MilestoneLines.lines([milestone], of: mission)
    if !milestone.text.isEmpty { lines.append("   \(milestone.text.printable(limit: 1000))") }
    try answer(MilestoneDocument(milestone: .init(milestone, of: mission)), orSay: lines)
  }
}
