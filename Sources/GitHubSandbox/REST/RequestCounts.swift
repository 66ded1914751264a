/// How often which endpoint was called, for whoever wants to know what a client costs.
package struct RequestCounts: Sendable, Equatable {
  /// By `METHOD /pattern`.
  package var byEndpoint: [String: Int] = [:]
  /// How many calls were answered with each status.
  package var byStatus: [Int: Int] = [:]
  /// How many calls there were.
  package var total = 0
  /// Points of all GraphQL queries and mutations.
  package var graphQLPoints = 0

  /// No calls yet.
  package init() {}

  mutating func count(_ endpoint: String, status: Int) {
    byEndpoint[endpoint, default: 0] += 1
    byStatus[status, default: 0] += 1
    total += 1
  }

  var shape: JSONValue {
    [
      "total": .integer(total),
      "endpoints": .object(
        byEndpoint.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .integer($0.value)) }),
      "statuses": .object(
        byStatus.sorted { $0.key < $1.key }.map { .init(name: String($0.key), value: .integer($0.value)) }),
      "graphql_points": .integer(graphQLPoints),
    ]
  }
}
