/// `delivery show --json`.
struct DeliveryShownDocument: Encodable, Sendable {
  /// The delivery.
  let delivery: DeliveryDocument
}
