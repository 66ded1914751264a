import System

/// How a hook sends its JSON (`content_type` in its configuration).
package enum PayloadEncoding: Hashable, Sendable {
  /// The body is the JSON document.
  case json
  /// The body is a form whose `payload` field is the JSON document.
  case form

  /// Reads a `Content-Type` header, parameters allowed; nil for every other type.
  package init?(contentType: String) {
    if contentType == "application/json" {
      self = .json
      return
    }
    let type = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    switch type {
    case "application/json": self = .json
    case "application/x-www-form-urlencoded": self = .form
    default: return nil
    }
  }

  /// The JSON document in a body. The signature is over the body, so this comes after it was verified.
  func document(in body: [UInt8]) throws(WebhookDecodingError) -> [UInt8] {
    switch self {
    case .json: return body
    case .form:
      guard let payload = Self.field("payload", in: body) else { throw .noPayload }
      return payload
    }
  }

  /// The first field of that name in a form, decoded.
  private static func field(_ name: String, in form: [UInt8]) -> [UInt8]? {
    for pair in form.split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard pair[..<equals].elementsEqual(name.utf8) else { continue }
      return decoded(pair[equals...].dropFirst())
    }
    return nil
  }

  /// `+` is a space, `%41` is a byte; a percent sign without two digits stands for itself.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "+"):
        bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard text.endIndex - index >= 2, let high = text[index].hexadecimalDigit,
          let low = text[index + 1].hexadecimalDigit
        else {
          bytes.append(byte)
          continue
        }
        bytes.append(high << 4 | low)
        index += 2
      default:
        bytes.append(byte)
      }
    }
    return bytes
  }
}
