/// What a field gives, before it is asked further.
indirect enum GraphQLResult: Sendable {
  case value(JSONValue)
  case object(GraphQLObject)
  case list([GraphQLResult])
  /// Null, and the reason: an element of a list that could not be had.
  case fault(GraphQLFault)

  static let null = GraphQLResult.value(nil)

  static func objects(_ objects: [GraphQLObject]) -> GraphQLResult { .list(objects.map { .object($0) }) }

  static func optional(_ object: GraphQLObject?) -> GraphQLResult { object.map { .object($0) } ?? .null }
}
