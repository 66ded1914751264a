package import MissionCore

/// One thing that a prefix of an identity means.
package struct IdentityMatch: Sendable, Hashable {
  /// What it is.
  package let kind: IdentityKind
  /// All of the identity that the beginning was of.
  package let id: String
  /// The mission it is a part of; for a mission itself its own identity, for an agent nil.
  package let mission: Identifier<Mission>?

  /// Reads a member of the index.
  init?(_ member: String) {
    let parts = member.split(separator: ":").map(String.init)
    guard parts.count >= 2, let kind = IdentityKind(rawValue: parts[0]) else { return nil }
    self.kind = kind
    id = parts[1]
    switch kind {
    case .mission: mission = Identifier(parts[1])
    case .agent: mission = nil
    case .item, .task: mission = parts.count == 3 ? Identifier(parts[2]) : nil
    }
  }
}
