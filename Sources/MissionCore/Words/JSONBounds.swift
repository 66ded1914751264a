/// What a JSON text may cost, found out in one pass before a decoder builds anything of it: six megabytes of `[` would
/// take gigabytes.
package enum JSONBounds {
  /// How many objects and arrays may lie within one another.
  package static let deepest = 512
  /// How many keys and values there may be. GitHub's largest webhooks, 25 MiB, have about half as many.
  package static let mostValues = 2_000_000

  /// Whether a text keeps to the bounds. Whether it is JSON at all is for the decoder to say.
  package static func hold(_ text: UnsafeRawBufferPointer) -> Bool {
    var depth = 0
    var values = 0
    var isInString = false
    var index = 0
    let end = text.count
    while index < end {
      let byte = text[index]
      index += 1
      if isInString {
        if byte == UInt8(ascii: "\"") { isInString = false } else if byte == UInt8(ascii: "\\") { index += 1 }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        values += 1
        guard depth <= deepest else { return false }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: ":"): values += 1
      default: continue
      }
      guard values <= mostValues else { return false }
    }
    return true
  }

  /// Whether a text keeps to the bounds.
  package static func hold(_ text: [UInt8]) -> Bool { text.withUnsafeBytes { hold($0) } }
}
