/// The answer to a signal's sender. It waits for five minutes to be fetched.
package struct ReceiptRecord: Sendable, Equatable {
  /// The signal that is answered, or what else its sender waits for.
  package var signalID: String
  /// The answer, JSON.
  package var json: [UInt8]

  /// An answer to a signal.
  package init(signalID: String, json: [UInt8]) {
    self.signalID = signalID
    self.json = json
  }
}
