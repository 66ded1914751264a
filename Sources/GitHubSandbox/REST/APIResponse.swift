/// An answer, ready for the transport.
package struct APIResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  /// The first value of a header.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The body as JSON; null where it is none.
  package var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
}
