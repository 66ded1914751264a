/// The answer to a signal's sender. It waits for five minutes to be fetched.
public struct ReceiptRecord: Sendable, Equatable {
  /// The signal that is answered, or what else its sender waits for.
  public var signalID: String
  /// The answer, JSON.
  public var json: [UInt8]

  /// An answer to a signal.
  public init(signalID: String, json: [UInt8]) {
    self.signalID = signalID
    self.json = json
  }
}
