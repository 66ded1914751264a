/// `delivery show --json`.
package struct DeliveryShownDocument: Encodable, Sendable {
  /// The delivery.
  package let delivery: DeliveryDocument

  /// One with its parts.
  package init(delivery: DeliveryDocument) {
    self.delivery = delivery
  }
}
