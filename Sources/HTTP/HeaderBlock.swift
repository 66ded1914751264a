import Glibc

/// The header fields of one request in one buffer: `name NUL value NUL …`.
///
/// A request has a dozen fields and the hot path asks for five; decoding all of them into strings would cost more than
/// the rest of the head. libmicrohttpd hands fields out as C strings, so neither part can hold a NUL.
struct HeaderBlock: Sendable {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(1024)
  }

  mutating func append(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: name)
    bytes.append(0)
    bytes.append(contentsOf: value)
    bytes.append(0)
  }

  /// All values of a field in the order they came, without surrounding white space.
  func values(of header: String) -> [String] {
    var header = header
    var found: [String] = []
    header.withUTF8 { wanted in
      forEach { name, value in
        guard name.count == wanted.count,
          zip(name, wanted).allSatisfy({ $0.asciiLowercased == $1.asciiLowercased })
        else { return }
        found.append(Self.text(value))
      }
    }
    return found
  }

  /// All fields in the order they came.
  var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    forEach { fields.append((String(decoding: $0, as: UTF8.self), Self.text($1))) }
    return fields
  }

  private func forEach(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let name = Self.word(bytes, from: start)
        let value = Self.word(bytes, from: min(start + name.count + 1, bytes.count))
        body(name, value)
        start += name.count + value.count + 2
      }
    }
  }

  /// The bytes from `start` up to the next NUL.
  private static func word(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UnsafeRawBufferPointer {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    guard let base = rest.baseAddress, let end = memchr(base, 0, rest.count) else { return rest }
    return UnsafeRawBufferPointer(start: base, count: UnsafeRawPointer(end) - base)
  }

  private static func text(_ field: UnsafeRawBufferPointer) -> String {
    var value = field[...]
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    return String(decoding: value, as: UTF8.self)
  }
}
