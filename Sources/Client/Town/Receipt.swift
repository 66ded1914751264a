import FoundationEssentials
import GitHub
package import MissionCore

/// What the clerk answers to a ``Command``, once what it changed is stored.
package enum Receipt: Codable, Sendable, Hashable {
  /// It was done; one sentence says what.
  case done(String)
  /// The agent's task with its prompt; nil when there is none for it.
  case task(Identifier<WorkTask>?, prompt: String, claim: String? = nil)
  /// The agent was registered, under this identity.
  case agent(Identifier<Agent>)
  /// It was done; what was made or changed has this name.
  case created(String)
  /// It was not done and changed nothing. For a mission's own receipt: planning failed, and is tried again.
  case refused(Refusal)

  /// The receipt for what the core answered; nil where its answer is still to come.
  package init?(_ reply: Reply) {
    switch reply {
    case .later: return nil
    case .done(let message): self = .done(message)
    case .task(let task, let prompt, let claim): self = .task(task, prompt: prompt, claim: claim)
    case .created(let name): self = .created(name)
    case .refused(let refusal): self = .refused(refusal)
    }
  }

  /// Reads what ``json()`` wrote.
  package init(json bytes: [UInt8]) throws(DecodingError) {
    self = try BoundedJSON.decode(Receipt.self, from: Data(bytes))
  }

  /// The JSON that is stored under the signal's id.
  package func json() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
}
