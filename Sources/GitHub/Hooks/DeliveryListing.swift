/// What GitHub's log of a hook holds from some time on.
package struct DeliveryListing: Sendable {
  /// Whose deliveries they are.
  package var hook: HookReference
  /// The attempts, newest first.
  package var deliveries: [HookDelivery]
  /// Whether the log was read back to the time asked for. If not, older attempts exist that nobody has looked at.
  package var isComplete: Bool
  /// Where reading began; nil is the newest attempt.
  package var start: PageCursor?
  /// Where reading goes on, if it was cut.
  package var next: PageCursor?
  /// What to know the first page by next time.
  package var validator: Validator?
  /// Entries that could not be read.
  package var unreadable: Int

  /// A listing.
  package init(
    hook: HookReference, deliveries: [HookDelivery], isComplete: Bool = true, start: PageCursor? = nil,
    next: PageCursor? = nil, validator: Validator? = nil, unreadable: Int = 0
  ) {
    self.hook = hook
    self.deliveries = deliveries
    self.isComplete = isComplete
    self.start = start
    self.next = next
    self.validator = validator
    self.unreadable = unreadable
  }
}

/// One attempt of one hook.
package struct DeliveryAttempt: Sendable, Hashable {
  /// Whose log it is.
  package var hook: HookReference
  /// What its log says.
  package var delivery: HookDelivery

  /// An attempt.
  package init(hook: HookReference, delivery: HookDelivery) {
    self.hook = hook
    self.delivery = delivery
  }
}
