/// Why a request goes no further.
struct WebhookRefusal: Error {
  let outcome: WebhookOutcome
  /// The delivery's GUID, if it is known to be one.
  let delivery: String?

  init(_ outcome: WebhookOutcome, delivery: String? = nil) {
    self.outcome = outcome
    self.delivery = delivery
  }
}
