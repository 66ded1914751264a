/// What GitHub's log of a hook holds from some time on.
public struct DeliveryListing: Sendable {
  /// The hook.
  public var hook: HookReference
  /// The attempts, newest first.
  public var deliveries: [HookDelivery]
  /// Whether the log was read back to the time asked for. If not, older attempts exist that nobody has looked at.
  public var isComplete: Bool
  /// Where reading began; nil is the newest attempt.
  public var start: PageCursor?
  /// Where reading goes on, if it was cut.
  public var next: PageCursor?
  /// What to know the first page by next time.
  public var validator: Validator?
  /// Entries that could not be read.
  public var unreadable: Int

  /// A listing.
  public init(
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
public struct DeliveryAttempt: Sendable, Hashable {
  /// The hook.
  public var hook: HookReference
  /// What its log says.
  public var delivery: HookDelivery

  /// An attempt.
  public init(hook: HookReference, delivery: HookDelivery) {
    self.hook = hook
    self.delivery = delivery
  }
}
