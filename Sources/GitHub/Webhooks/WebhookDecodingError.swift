/// Why a delivery's body could not be read.
package enum WebhookDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The body is form-encoded and has no `payload` field.
  case noPayload
  /// The body, or the form's payload, is not a JSON object; also when it nests deeper than 512 levels.
  case notJSON
  /// A field without which the event means nothing is absent or null; the path names it, as `issue.number`.
  case missing(String)
  /// A field has another type than GitHub documents or a value out of range; the path names it.
  case invalid(String)

  /// One sentence; it names fields, never contents.
  package var description: String {
    switch self {
    case .noPayload: "the form has no payload field"
    case .notJSON: "the body is not a JSON object"
    case .missing(let path): "the field \(path) is missing"
    case .invalid(let path): "the field \(path) has an unexpected value"
    }
  }
}

extension WebhookDecodingError {
  /// Reads what `JSONDecoder` throws. Nothing it throws is about anything but the document.
  init(_ error: any Error) {
    switch error {
    case let known as WebhookDecodingError: self = known
    case let decoding as DecodingError: self.init(decoding)
    default: self = .notJSON
    }
  }

  private init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .missing(Self.path(context.codingPath + [key]))
    case .valueNotFound(_, let context):
      self = context.codingPath.isEmpty ? .notJSON : .missing(Self.path(context.codingPath))
    case .typeMismatch(_, let context), .dataCorrupted(let context):
      self = context.codingPath.isEmpty ? .notJSON : .invalid(Self.path(context.codingPath))
    @unknown default:
      self = .notJSON
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map(\.stringValue).joined(separator: ".")
  }
}
