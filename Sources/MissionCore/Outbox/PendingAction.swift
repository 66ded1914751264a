/// An action that a mission wants: kept with the mission until it is done, so that no crash loses it.
package struct PendingAction: Hashable, Sendable, Codable {
  /// Its identity.
  package let id: Identifier<PendingAction>
  /// What is to be done.
  package internal(set) var action: Action
  /// The item it is for, if it is for one.
  package let item: Identifier<WorkItem>?
  /// When it was decided.
  package let createdAt: Timestamp
  private var nextAttemptAt: Timestamp
  private var failures = 0
  private var problem: String?

  private enum CodingKeys: String, CodingKey {
    case id, item, createdAt, nextAttemptAt, problem
    case action = "act"
    case failures = "attempts"
  }

  init(
    id: Identifier<PendingAction>, action: Action, item: Identifier<WorkItem>?, createdAt: Timestamp, due: Timestamp
  ) {
    self.id = id
    self.action = action
    self.item = item
    self.createdAt = createdAt
    nextAttemptAt = due
  }

  /// How trying it goes, as one value. The stored layout spells its parts.
  package internal(set) var attempts: Attempts {
    get { Attempts(failures: failures, problem: problem, nextAt: nextAttemptAt) }
    set { (failures, problem, nextAttemptAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
  }

  /// The same under the names that things have now.
  func following(_ move: ReferenceMove) -> PendingAction {
    var pending = self
    pending.action = action.kind.following(move)
    return pending
  }
}
