import System

/// A request as it came, freed from the transport.
package struct APIRequest: Sendable {
  var method: String
  /// Without the query, as sent.
  package var path: String
  var query: String?
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(
    _ method: String, _ path: String, query: String? = nil, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The first value of a header.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The path's parts, decoded, without the prefix that GitHub Enterprise Server has.
  var segments: [String] {
    var segments = path.split(separator: "/").map { PercentEncoding.decode($0) ?? String($0) }
    if segments.starts(with: ["api", "v3"]) { segments.removeFirst(2) }
    if segments == ["api", "graphql"] { segments.removeFirst() }
    return segments
  }

  /// The query's parameters; of two with one name, the later counts.
  var parameters: [String: String] {
    var parameters: [String: String] = [:]
    for pair in (query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true) else { continue }
      parameters[name] = parts.count == 2 ? PercentEncoding.decode(parts[1], plusIsSpace: true) ?? "" : ""
    }
    return parameters
  }
}
