import FoundationEssentials
import System

/// Makes JSON readable whose strings are not valid Unicode.
///
/// GitHub passes on what people wrote: bytes that are not UTF-8 and halves of surrogate pairs (a text cut in the middle
/// of an emoji). `JSONDecoder` refuses the whole document for one of them. Replacing them by U+FFFD loses nothing we
/// use.
enum RepairedJSON {
  /// Reads an answer whose parts are read one by one, so that a faulty text would be a silent hole: repairs first.
  static func answer<Value: Decodable>(_ type: Value.Type, from data: Data) throws(DecodingError) -> Value {
    try BoundedJSON.decode(Value.self, from: repaired(Array(data)).map { Data($0) } ?? data)
  }

  /// The document with every fault replaced; nil when there is none, so that reading again would be in vain.
  static func repaired(_ document: [UInt8]) -> [UInt8]? {
    let valid = String(validating: document, as: UTF8.self) != nil
    let text = valid ? document : Array(String(decoding: document, as: UTF8.self).utf8)
    let escaped = replacingLoneSurrogates(in: text)
    return escaped ?? (valid ? nil : text)
  }

  private static func replacingLoneSurrogates(in text: [UInt8]) -> [UInt8]? {
    var copy: [UInt8]?
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      guard let unit = escapedUnit(in: text, at: index) else {
        // Any other escape is two bytes long; `\\` must not be taken for the beginning of the next one.
        index += 2
        continue
      }
      if (0xD800...0xDBFF).contains(unit), let next = escapedUnit(in: text, at: index + 6),
        (0xDC00...0xDFFF).contains(next)
      {
        index += 12
        continue
      }
      if (0xD800...0xDFFF).contains(unit) {
        copy = copy ?? text
        copy?.replaceSubrange(index..<index + 6, with: Array("\\uFFFD".utf8))
      }
      index += 6
    }
    return copy
  }

  /// The number of a `\u` escape that begins at `index`.
  private static func escapedUnit(in text: [UInt8], at index: Int) -> Int? {
    guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit = 0
    for byte in text[index + 2..<index + 6] {
      guard let value = byte.hexadecimalDigit else { return nil }
      unit = unit << 4 | Int(value)
    }
    return unit
  }
}
