/// The variables of a question, as declared and as given.
struct GraphQLVariables {
  private var values: [String: JSONValue] = [:]

  /// Takes what was given for the declared variables; a required one that is missing is a fault.
  init(_ declared: [GraphQLDocument.Variable], given: JSONValue) throws(GraphQLFault) {
    for variable in declared {
      var value = given[variable.name]
      if !given.has(variable.name), let defaultValue = variable.defaultValue { value = fill(defaultValue) }
      if case .required = variable.type, value.isNull {
        throw invalid(variable, "Expected value to not be null")
      }
      guard Self.fits(value, variable.type) else {
        throw invalid(variable, "Could not coerce value \(value.json) to \(variable.type.name)")
      }
      if given.has(variable.name) || variable.defaultValue != nil { values[variable.name] = value }
    }
  }

  private func invalid(_ variable: GraphQLDocument.Variable, _ reason: String) -> GraphQLFault {
    GraphQLFault(
      message: "Variable $\(variable.name) of type \(variable.type) was provided invalid value",
      extensions: ["value": nil, "problems": [["path": [], "explanation": .string(reason)]]])
  }

  /// A value with its variables filled in.
  func fill(_ value: GraphQLDocument.Value) -> JSONValue {
    switch value {
    case .variable(let name): values[name] ?? nil
    case .literal(let literal): literal
    case .word(let word): .string(word)
    case .list(let values): .array(values.map(fill))
    case .object(let members): .object(members.map { .init(name: $0.name, value: fill($0.value)) })
    }
  }

  /// A field's arguments; one whose variable was not given is left out.
  func arguments(of field: GraphQLDocument.Field) -> GraphQLArguments {
    GraphQLArguments(field: field.name, values: object(field.arguments))
  }

  /// Whether `@include` and `@skip` let something be asked.
  func admits(_ directives: [GraphQLDocument.Directive]) -> Bool {
    directives.allSatisfy { directive in
      let condition = object(directive.arguments)["if"].booleanValue
      return switch directive.name {
      case "include": condition ?? true
      case "skip": !(condition ?? false)
      default: true
      }
    }
  }

  private func object(_ arguments: [GraphQLDocument.Argument]) -> JSONValue {
    .object(
      arguments.compactMap { argument in
        if case .variable(let name) = argument.value, values[name] == nil { return nil }
        return .init(name: argument.name, value: fill(argument.value))
      })
  }

  /// Whether a value can stand for one of the simple types; of all others anything is taken.
  private static func fits(_ value: JSONValue, _ type: GraphQLType) -> Bool {
    switch type {
    case .required(let inner): return !value.isNull && fits(value, inner)
    case .list(let inner):
      guard case .array(let values) = value else { return value.isNull || fits(value, inner) }
      return values.allSatisfy { fits($0, inner) }
    case .named(let name):
      if value.isNull { return true }
      return switch name {
      case "Int": value.integerValue.map { Int(Int32.min)...Int(Int32.max) ~= $0 } ?? false
      case "String": value.stringValue != nil
      case "ID": value.stringValue != nil || value.integerValue != nil
      case "Boolean": value.booleanValue != nil
      default: true
      }
    }
  }
}
