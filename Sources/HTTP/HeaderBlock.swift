/// The header fields of one request in one buffer.
///
/// A request has a dozen fields and the hot path asks for as many; decoding all of them into strings would cost more
/// than the rest of the head.
struct HeaderBlock: Sendable {
  private struct Field {
    let name: Range<Int>
    let value: Range<Int>
  }

  private var bytes: [UInt8] = []
  private var places: [Field] = []

  init() {
    bytes.reserveCapacity(1024)
    places.reserveCapacity(16)
  }

  mutating func append(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let start = bytes.count
    bytes.append(contentsOf: name)
    let middle = bytes.count
    bytes.append(contentsOf: value)
    places.append(Field(name: start..<middle, value: middle..<bytes.count))
  }

  /// All values of a field in the order they came, without surrounding white space.
  func values(of header: String) -> [String] {
    var header = header
    var found: [String] = []
    header.withUTF8 { wanted in
      for place in places where place.name.count == wanted.count && isName(place.name, wanted) {
        found.append(text(place.value))
      }
    }
    return found
  }

  /// All fields in the order they came.
  var fields: [(name: String, value: String)] {
    places.map { (String(decoding: bytes[$0.name], as: UTF8.self), text($0.value)) }
  }

  private func isName(_ place: Range<Int>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in wanted.enumerated()
    where byte.asciiLowercased != bytes[place.lowerBound + index].asciiLowercased {
      return false
    }
    return true
  }

  private func text(_ place: Range<Int>) -> String {
    var value = bytes[place]
    while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
    while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
    return String(decoding: value, as: UTF8.self)
  }
}
