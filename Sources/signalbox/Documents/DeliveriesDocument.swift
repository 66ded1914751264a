/// `delivery list --json`.
struct DeliveriesDocument: Encodable, Sendable {
  /// Newest first.
  let deliveries: [DeliveryDocument]
  /// How many there are of each status among those that are known, before any filter.
  let counts: [String: Int]
}
