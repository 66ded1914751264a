/// `delivery list --json`.
struct DeliveriesDocument: Encodable, Sendable {
  /// Newest first.
  let deliveries: [DeliveryDocument]
}
