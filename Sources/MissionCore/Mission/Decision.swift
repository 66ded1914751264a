/// What came of an event.
package struct Decision: Hashable, Sendable {
  /// What its sender is told.
  package var reply: Reply
  /// What must follow, in order.
  package var effects: [Effect]
  /// What was found that webhooks had told, or not; nothing where the event is no answer of GitHub's.
  package var finds: [Find] = []

  /// How many tasks were handed out.
  package var assignments: Int {
    effects.count { if case .assign = $0 { true } else { false } }
  }
}
