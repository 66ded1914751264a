import MissionCore
import System

/// What an identity is of.
package enum IdentityKind: String, Sendable, CaseIterable {
  /// A mission.
  case mission
  /// A work item.
  case item
  /// A task.
  case task
  /// An agent.
  case agent

  /// The member of the index: `kind:text`, with `:mission` behind it for a mission's part.
  func member(_ text: String, in mission: Identifier<Mission>? = nil) -> String {
    "\(rawValue):\(text)" + (mission.map { ":\($0)" } ?? "")
  }

  /// What the index's members for agents' names begin with.
  static let agentNameStart = "agentname:"

  /// The member of the index for an agent's name, in any letter case. Names are outside text; the identity behind the
  /// last NUL is not.
  static func nameMember(_ name: String, of agent: Identifier<Agent>) -> String {
    agentNameStart + "\(name.lowercased())\0\(agent)"
  }
}

extension IdentityKind {
  /// The beginning of an identity in its canonical form; nil below 4 characters and for what no identity begins with.
  static func prefix(_ text: String) -> String? {
    let folded = text.lowercased()
    guard (4...36).contains(folded.utf8.count),
      folded.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || $0.hexadecimalDigit != nil })
    else { return nil }
    return folded
  }
}
