/// Why something asked for was not done.
package struct Refusal: Hashable, Sendable, Codable, Error {
  /// What sort of refusal it is; decides the exit status.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// The thing asked about does not exist.
    case notFound = "not_found"
    /// It exists, but this cannot be done to it now, or the data is bad.
    case invalid
    /// Something outside could not be reached; trying again later may help.
    case unavailable
    /// Whoever asks may not.
    case forbidden
  }

  /// What sort.
  package var kind: Kind
  /// What is wrong: one sentence without a full stop.
  package var message: String
  /// What to do about it.
  package var hint: String

  /// One with its parts.
  package init(_ kind: Kind, _ message: String, hint: String) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }
}

extension Refusal: CustomStringConvertible {
  /// As people read it, wherever it is told on: `what (what to do)`.
  package var description: String { hint.isEmpty ? message : "\(message) (\(hint))" }
}
