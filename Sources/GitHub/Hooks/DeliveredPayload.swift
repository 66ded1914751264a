/// What GitHub sent with a delivery, read back from its log.
///
/// The payload is JSON of the same content, but not the bytes that were sent: GitHub keeps the value and writes it
/// anew. So no signature of it can be checked. It is to be believed because GitHub's API said it, over TLS and with our
/// token.
package struct DeliveredPayload: Sendable {
  /// The attempt's number.
  package var id: Int64
  /// The event's GUID in lower case.
  package var guid: String
  /// The event's kind.
  package var event: String
  /// The event's action, if it has one.
  package var action: String?
  /// The hook's number, if the request named it.
  package var hookID: Int64?
  /// The request's headers, as GitHub shows them.
  package var headers: [String: String]
  /// The payload: a JSON object, in UTF-8.
  package var body: [UInt8]
}
