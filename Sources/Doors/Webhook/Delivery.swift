import HTTP

/// A delivery whose body has come, and the answer it waits for.
struct Delivery: Sendable {
  let head: WebhookHead
  /// What tells its body apart, see `SignatureVerifier.identity`.
  let identity: String
  /// The raw body's length in bytes.
  let size: Int
  /// Held until the answer is given.
  let place: LargeBodies.Place?
  /// When the body was whole.
  let received: ContinuousClock.Instant
  let reply: Responder
}
