package import GitHub
package import MissionStore
package import Redis

/// Something the webhook door wants the operator to know; whoever keeps the log decides how loud it is.
///
/// Texts from the request are in here (`event`, `hook`): they were written by whoever called, signed or not.
package enum WebhookNotice: Sendable {
  /// A request was turned away. The GUID is there if it was one.
  case refused(WebhookOutcome, delivery: String?, peer: String)
  /// The same GUID came through the same hook with another body: forged or replayed.
  case suspicious(delivery: String, hook: String, event: String, peer: String, entry: String)
  /// A hook introduced itself; `faults` says what it should be told, empty if all is well.
  case hook(HookFacts, faults: [HookFault], delivery: String, peer: String)
  /// Redis failed, and the delivery was answered 503.
  case storeFailed(RedisError, delivery: String)
  /// The stream has reached its high-water mark, with this many entries; the delivery was answered 503.
  case storeFull(length: Int, delivery: String)
  /// A body could not be kept, and the delivery was answered 503.
  case bodyFailed(BodyError, delivery: String)
  /// An event was stored.
  case accepted(delivery: String, event: String, action: String?, entry: String)
}
