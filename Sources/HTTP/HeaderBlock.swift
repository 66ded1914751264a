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
    var found: [String] = []
    forEach { name, value in
      guard name.elementsEqual(header.utf8, by: { $0.asciiLowercased == $1.asciiLowercased }) else { return }
      found.append(Self.text(value))
    }
    return found
  }

  /// All fields in the order they came.
  var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    forEach { fields.append((String(decoding: $0, as: UTF8.self), Self.text($1))) }
    return fields
  }

  private func forEach(_ body: (Slice<UnsafeRawBufferPointer>, Slice<UnsafeRawBufferPointer>) -> Void) {
    bytes.withUnsafeBytes { bytes in
      var start = bytes.startIndex
      while start < bytes.endIndex {
        let nameEnd = bytes[start...].firstIndex(of: 0) ?? bytes.endIndex
        let valueStart = min(nameEnd + 1, bytes.endIndex)
        let valueEnd = bytes[valueStart...].firstIndex(of: 0) ?? bytes.endIndex
        body(bytes[start..<nameEnd], bytes[valueStart..<valueEnd])
        start = valueEnd + 1
      }
    }
  }

  private static func text(_ value: Slice<UnsafeRawBufferPointer>) -> String {
    var value = value
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    return String(decoding: value, as: UTF8.self)
  }
}
