/// `delivery list --json`.
package struct DeliveriesDocument: Encodable, Sendable {
  /// Newest first.
  let deliveries: [DeliveryDocument]
  /// Which page it is, from 1 on.
  let page: Int
  /// How many pages there are.
  let pages: Int
  /// How many there are of each status among those that are known, before any filter.
  let counts: [String: Int]
}
