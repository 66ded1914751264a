import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `{"task":WorkItem}`.
struct PlannedTaskDocument: Encodable, Sendable {
  /// The item.
  let task: WorkItemRecord
}

extension Console {
  /// Answers with one planned item of a mission.
  func answer(task name: String, of mission: Mission, headline: String) throws {
    guard let item = TownView.number(name).flatMap({ mission.item(number: $0) }) else {
      throw TownView.noSuch("task", name, list: "mission status --work")
    }
    var lines = ["\(headline): \(item.title.printable(limit: 200))"]
    if let milestone = item.milestone { lines.append("   Milestone: \(milestone)") }
    if let ids = item.details?.fulfills, !ids.isEmpty {
      lines.append("   Fulfills: \(ids.map(\.text).joined(separator: ", "))")
    }
    try answer(PlannedTaskDocument(task: WorkItemRecord(item, of: mission)), orSay: lines)
  }
}

extension Town {
  /// The number that an operand is.
  static func requiredNumber(_ text: String) throws(CommandFailure) -> Int {
    guard let number = TownView.number(text) else {
      throw CommandFailure(.usage, "\(text.quotedForPeople) is no task's number", hint: "write for example 003")
    }
    return number
  }
}
