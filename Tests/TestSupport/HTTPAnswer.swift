/// One answer as it came over the wire.
package struct HTTPAnswer: Sendable {
  /// The status code.
  package let status: Int
  /// The header fields in their order.
  package let fields: [(name: String, value: String)]
  /// The body.
  package var body: [UInt8] = []

  /// Reads a head.
  package init(head: String) throws {
    var lines = head.split(separator: "\r\n").map(String.init)
    let first = lines.removeFirst().split(separator: " ")
    guard first.count >= 2, first[0].hasPrefix("HTTP/1."), let status = Int(first[1]) else {
      throw Client.Failure(what: "no status line: \(head)", cause: 0)
    }
    self.status = status
    fields = lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
  }

  /// The body as text.
  package var text: String { body.text }

  /// The first value of a field.
  package func value(of name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension [UInt8] {
  /// As UTF-8.
  package var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether these bytes end so.
  package func hasSuffix(_ other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
