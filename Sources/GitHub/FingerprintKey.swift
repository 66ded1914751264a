/// What makes a town's fingerprints of secrets its own.
public struct FingerprintKey: Sendable, Equatable {
  let bytes: [UInt8]

  /// Random bytes, the same for everybody in the town.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// For where fingerprints are shown to nobody: tests and measurements.
  public static let none = FingerprintKey([])
}
