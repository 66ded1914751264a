import Doors
import FoundationEssentials
package import GitHub
package import MissionCore
import System

/// The token by which an agent speaks from elsewhere: it names the agent, and 256 bits that nobody can guess. Only its
/// digest is kept; a digest of that much chance needs no salt.
package struct AgentToken: Sendable {
  /// Whose it is.
  package let agent: Identifier<Agent>
  /// The token, to be shown once.
  package let secret: Secret

  /// A new token of an agent, and its text.
  package static func make(for agent: Identifier<Agent>) throws -> (token: AgentToken, text: String) {
    let text = "\(AdminDoor.agentTokenPrefix)\(agent.text)_\(Hexadecimal.random(bytes: 32))"
    return (AgentToken(agent: agent, secret: try Secret(text)), text)
  }

  /// Reads a token; nil for what has not the form of one.
  package init?(_ secret: Secret) {
    let text = secret.withBytes { String(decoding: $0, as: UTF8.self) }
    guard text.hasPrefix(AdminDoor.agentTokenPrefix) else { return nil }
    let parts = text.dropFirst(AdminDoor.agentTokenPrefix.count).split(separator: "_")
    guard parts.count == 2, parts[1].count == 64, let agent = Identifier<Agent>(String(parts[0])) else { return nil }
    self.init(agent: agent, secret: secret)
  }

  private init(agent: Identifier<Agent>, secret: Secret) { (self.agent, self.secret) = (agent, secret) }

  /// What is kept of it.
  package var digest: String { secret.withBytes { BodyDigest(of: Array($0)).description } }

  /// Whether it is the one of this digest, compared in constant time.
  func matches(_ digest: String) -> Bool {
    guard let kept = try? Secret(digest), let own = try? Secret(self.digest) else { return false }
    return kept == own
  }
}
