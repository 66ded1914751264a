/// What a GraphQL query brought.
package enum GraphQLAnswer<Value: Sendable>: Sendable {
  /// Everything that was asked for.
  case complete(Value)
  /// Data with holes: the faults say where. What is missing is unknown, not absent.
  case partial(Value, [GraphQLFault])
}

extension GraphQLAnswer: Equatable where Value: Equatable {}
