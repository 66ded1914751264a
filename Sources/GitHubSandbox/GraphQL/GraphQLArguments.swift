/// What a field was given: its arguments, variables filled in.
struct GraphQLArguments {
  let field: String
  let values: JSONValue

  subscript(_ name: String) -> JSONValue { values[name] }

  func text(_ name: String) -> String { values[name].stringValue ?? "" }

  /// Cuts a list into the page that is asked for, as GitHub's connections do.
  func page(
    _ name: String, _ items: [GraphQLResult]
  ) throws(GraphQLFault) -> GraphQLResult {
    let range = try range(of: items.count)
    let page = Array(items[range])
    let cursors = range.map { Self.cursor($0) }
    let info: [String: GraphQLResult] = [
      "hasNextPage": .value(.boolean(range.upperBound < items.count)),
      "hasPreviousPage": .value(.boolean(range.lowerBound > 0)),
      "startCursor": .value(.text(cursors.first)), "endCursor": .value(.text(cursors.last)),
    ]
    let edges = zip(cursors, page).map { cursor, node in
      GraphQLObject.record(type: "\(name)Edge", ["cursor": .value(.string(cursor)), "node": node])
    }
    return .object(
      .record(
        type: "\(name)Connection",
        [
          "nodes": .list(page), "edges": .objects(edges), "totalCount": .value(.integer(items.count)),
          "pageInfo": .object(.record(type: "PageInfo", info)),
        ]))
  }

  private func range(of count: Int) throws(GraphQLFault) -> Range<Int> {
    let first = values["first"].integerValue
    let last = values["last"].integerValue
    guard first != nil || last != nil else {
      throw GraphQLFault(
        type: "MISSING_PAGINATION_BOUNDARIES",
        message: "You must provide a `first` or `last` value to properly paginate the `\(field)` connection.")
    }
    for (name, size) in [("first", first), ("last", last)] {
      guard let size else { continue }
      guard (0...100).contains(size) else {
        throw GraphQLFault(
          type: "EXCESSIVE_PAGINATION",
          message: "Requesting \(size) records on the `\(field)` connection exceeds the `\(name)` limit of 100 records."
        )
      }
    }
    var lower = 0
    var upper = count
    if let after = try index("after") { lower = min(count, after + 1) }
    if let before = try index("before") { upper = min(upper, before) }
    lower = min(lower, upper)
    if let first { upper = min(upper, lower + first) }
    if let last { lower = max(lower, upper - last) }
    return lower..<upper
  }

  private func index(_ name: String) throws(GraphQLFault) -> Int? {
    guard let cursor = values[name].stringValue else { return nil }
    guard cursor.hasPrefix(Self.prefix), let index = Int(cursor.dropFirst(Self.prefix.count), radix: 36),
      (0..<Int(Int32.max)).contains(index)
    else {
      throw GraphQLFault(
        type: "INVALID_CURSOR_ARGUMENTS", message: "`\(cursor)` does not appear to be a valid cursor.")
    }
    return index
  }

  private static let prefix = "Y3Vyc29yOnYyOp"

  private static func cursor(_ index: Int) -> String { prefix + String(index, radix: 36) }
}
