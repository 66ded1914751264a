/// Answers a question from a state, field by field in the order of the question.
struct GraphQLExecutor {
  private let document: GraphQLDocument
  private let variables: GraphQLVariables
  private let schema: GraphQLSchema
  /// Where fields get their values from, and where mutations act.
  private(set) var source: GraphQLSource
  private(set) var faults: [GraphQLFault] = []

  init(
    _ document: GraphQLDocument, variables: GraphQLVariables, schema: GraphQLSchema, source: GraphQLSource
  ) {
    self.document = document
    self.variables = variables
    self.schema = schema
    self.source = source
  }

  /// The answer's `data`. What could not be had is null there, and its reason is among the faults.
  mutating func run(_ operation: GraphQLDocument.Operation) -> JSONValue {
    answer(operation.selections, of: operation.kind == .query ? .query : .mutation, path: [])
  }

  private mutating func answer(
    _ selections: [GraphQLDocument.Selection], of object: GraphQLObject, path: [JSONValue]
  ) -> JSONValue {
    var fields: [GraphQLDocument.Field] = []
    collect(selections, of: object.type, into: &fields)
    var members: [JSONValue.Member] = []
    for field in fields {
      let value = value(of: field, object, path: path + [.string(field.key)])
      members.append(.init(name: field.key, value: value))
    }
    return .object(members)
  }

  /// The fields that are asked of an object of a type, each key once: what two selections ask under one key is asked
  /// together.
  private func collect(
    _ selections: [GraphQLDocument.Selection], of type: String, into fields: inout [GraphQLDocument.Field]
  ) {
    for selection in selections {
      switch selection {
      case .field(let field):
        guard variables.admits(field.directives) else { continue }
        if let index = fields.firstIndex(where: { $0.key == field.key }) {
          fields[index].selections += field.selections
        } else {
          fields.append(field)
        }
      case .inline(let wanted, let directives, let inner, _):
        guard variables.admits(directives), wanted.map({ schema.isType(type, $0) }) ?? true else { continue }
        collect(inner, of: type, into: &fields)
      case .spread(let name, let directives, _):
        guard variables.admits(directives), let fragment = document.fragments[name],
          schema.isType(type, fragment.type)
        else { continue }
        collect(fragment.selections, of: type, into: &fields)
      }
    }
  }

  private mutating func value(
    of field: GraphQLDocument.Field, _ object: GraphQLObject, path: [JSONValue]
  ) -> JSONValue {
    guard field.name != "__typename" else { return .string(object.type) }
    do {
      let result = try source.resolve(field.name, of: object, variables.arguments(of: field))
      return complete(result, field, path: path)
    } catch {
      return report(error, field, path: path)
    }
  }

  private mutating func report(
    _ fault: GraphQLFault, _ field: GraphQLDocument.Field, path: [JSONValue]
  ) -> JSONValue {
    var fault = fault
    fault.path = path
    fault.location = field.location
    faults.append(fault)
    return nil
  }

  private mutating func complete(
    _ result: GraphQLResult, _ field: GraphQLDocument.Field, path: [JSONValue]
  ) -> JSONValue {
    switch result {
    case .value(let value): return value
    case .object(let object): return answer(field.selections, of: object, path: path)
    case .fault(let fault): return report(fault, field, path: path)
    case .list(let results):
      var values: [JSONValue] = []
      for (index, result) in results.enumerated() {
        values.append(complete(result, field, path: path + [.integer(index)]))
      }
      return .array(values)
    }
  }
}
