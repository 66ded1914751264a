/// What GitHub sent with a delivery, read back from its log.
///
/// The payload is JSON of the same content, but not the bytes that were sent: GitHub keeps the value and writes it anew.
/// So no signature of it can be checked. It is to be believed because GitHub's API said it, over TLS and with our token.
public struct DeliveredPayload: Sendable {
  /// The attempt's number.
  public var id: Int64
  /// The event's GUID in lower case.
  public var guid: String
  /// The event's kind.
  public var event: String
  /// The event's action, if it has one.
  public var action: String?
  /// The hook's number, if the request named it.
  public var hookID: Int64?
  /// The request's headers, as GitHub shows them.
  public var headers: [String: String]
  /// The payload: a JSON object, in UTF-8.
  public var body: [UInt8]
}
