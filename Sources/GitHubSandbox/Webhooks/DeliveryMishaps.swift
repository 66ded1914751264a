/// How often what goes wrong with deliveries: probabilities from 0 to 1.
package struct DeliveryMishaps: Sendable, Equatable {
  /// Lost: never sent; GitHub's log shows a failed connection.
  package var drop: Double
  /// Sent twice with one GUID.
  package var duplicate: Double
  /// Held back until up to six later deliveries have gone out, or until a flush.
  package var shuffle: Double

  init(drop: Double = 0, duplicate: Double = 0, shuffle: Double = 0) {
    self.drop = drop
    self.duplicate = duplicate
    self.shuffle = shuffle
  }
}
