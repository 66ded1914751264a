/// What makes a town's fingerprints of secrets its own.
package struct FingerprintKey: Sendable, Equatable {
  let bytes: [UInt8]

  /// Random bytes, the same for everybody in the town.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// For where fingerprints are shown to nobody: tests and measurements.
  package static let none = FingerprintKey([])
}
