import GitHub
import HTTP

/// A delivery whose body has come, and the answer it waits for.
struct Delivery: Sendable {
  let head: WebhookHead
  let digest: BodyDigest
  /// The raw body's length in bytes.
  let size: Int
  /// Held until the answer is given.
  let place: LargeBodies.Place?
  /// When the body was whole.
  let received: ContinuousClock.Instant
  let reply: Reply
}
