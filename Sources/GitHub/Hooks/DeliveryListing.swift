/// What GitHub's log of a hook holds from some time on.
public struct DeliveryListing: Sendable {
  /// The hook.
  public var hook: HookReference
  /// The attempts, newest first.
  public var deliveries: [HookDelivery]
  /// Whether the log was read back to the time asked for. If not, older attempts exist that nobody has looked at.
  public var isComplete: Bool
  /// Entries that could not be read.
  public var unreadable: Int

  /// A listing.
  public init(hook: HookReference, deliveries: [HookDelivery], isComplete: Bool = true, unreadable: Int = 0) {
    self.hook = hook
    self.deliveries = deliveries
    self.isComplete = isComplete
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
