/// A record that cannot be read; it is left as it is.
public struct UnreadableRecord: Sendable, Equatable, Encodable {
  /// Where it stands.
  public let key: String
  /// What is wrong with it.
  public let reason: String

  /// A record that cannot be read, and why.
  public init(key: String, reason: String) {
    self.key = key
    self.reason = reason
  }
}
