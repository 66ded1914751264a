/// What a change brought: its result, and the webhooks GitHub would send for it, in GitHub's order.
package struct Acted<Value: Sendable>: Sendable {
  var value: Value
  /// What is told of it.
  package var events: [HookEvent]

  /// What came of it, and what is told of it.
  package init(_ value: Value, events: [HookEvent]) {
    self.value = value
    self.events = events
  }
}
