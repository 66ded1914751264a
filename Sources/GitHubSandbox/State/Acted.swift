/// What a change brought: its result, and the webhooks GitHub would send for it, in GitHub's order.
package struct Acted<Value: Sendable>: Sendable {
  package var value: Value
  package var events: [HookEvent]

  package init(_ value: Value, events: [HookEvent]) {
    self.value = value
    self.events = events
  }
}
