/// Finds a value inside JSON and leaves it as it is written: no number loses digits and no order changes.
///
/// Only for documents that a JSON parser has accepted: it steps over values without checking them. On anything else it
/// finds nothing, or something that the next parser refuses; it never reads past the end.
struct JSONSlice {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  /// The bytes of the value that the keys lead to, through objects; nil when one is missing.
  static func value(at path: [String], in document: [UInt8]) -> ArraySlice<UInt8>? {
    var found = document[...]
    for key in path {
      var slice = JSONSlice(found)
      guard let value = slice.member(key) else { return nil }
      found = value
    }
    return found
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The value of the object's member of this name. Names with escapes are not looked for: GitHub's have none.
  private mutating func member(_ key: String) -> ArraySlice<UInt8>? {
    let wanted = Array("\"\(key)\"".utf8)
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return nil }
    while true {
      skipSpace()
      let nameStart = index
      guard skipString() else { return nil }
      let isWanted = bytes[nameStart..<index].elementsEqual(wanted)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return nil }
      skipSpace()
      let start = index
      guard skipValue() else { return nil }
      if isWanted { return bytes[start..<index] }
      skipSpace()
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func skipValue() -> Bool {
    var depth = 0
    repeat {
      skipSpace()
      guard let byte = current else { return false }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        index += 1
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { return false }
        index += 1
      default:
        skipWord()
      }
    } while depth > 0
    return depth == 0
  }

  private mutating func skipString() -> Bool {
    guard take(UInt8(ascii: "\"")) else { return false }
    while let byte = current {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return true }
    }
    index = bytes.endIndex
    return false
  }

  /// A number, `true`, `false` or `null`.
  private mutating func skipWord() {
    index += 1
    while let byte = current, !Self.isSpace(byte), !",:]}[{\"".utf8.contains(byte) { index += 1 }
  }

  private mutating func skipSpace() {
    while let byte = current, Self.isSpace(byte) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private var current: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }
}
