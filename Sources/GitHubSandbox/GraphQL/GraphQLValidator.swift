/// Finds what a question asks that the schema does not have, before anything is answered.
struct GraphQLValidator {
  private let schema: GraphQLSchema
  private let document: GraphQLDocument
  private var faults: [GraphQLFault] = []
  /// Fragments that are being looked into, so that a circle ends.
  private var open: Set<String> = []

  /// All faults of an operation and of the fragments it uses.
  static func validate(
    _ operation: GraphQLDocument.Operation, in document: GraphQLDocument, _ schema: GraphQLSchema
  ) -> [GraphQLFault] {
    var validator = GraphQLValidator(schema: schema, document: document)
    validator.check(
      operation.selections, of: operation.kind == .query ? "Query" : "Mutation",
      path: [.string(operation.kind.rawValue)])
    return validator.faults
  }

  private init(schema: GraphQLSchema, document: GraphQLDocument) {
    self.schema = schema
    self.document = document
  }

  private mutating func check(_ selections: [GraphQLDocument.Selection], of type: String, path: [JSONValue]) {
    for selection in selections {
      switch selection {
      case .field(let field): check(field, of: type, path: path + [.string(field.key)])
      case .inline(let wanted, _, let inner, let location):
        guard let wanted else {
          check(inner, of: type, path: path)
          continue
        }
        if isKnown(wanted, path, location) { check(inner, of: wanted, path: path + ["... on \(wanted)"]) }
      case .spread(let name, _, let location):
        guard let fragment = document.fragments[name] else {
          report("Fragment \(name) was used, but not defined", path, location, ["code": "useAndDefineFragment"])
          continue
        }
        guard !open.contains(name) else {
          report("Fragment \(name) contains an infinite loop", path, location, ["code": "infiniteLoop"])
          continue
        }
        open.insert(name)
        if isKnown(fragment.type, path, location) {
          check(fragment.selections, of: fragment.type, path: ["fragment \(name)"])
        }
        open.remove(name)
      }
    }
  }

  private mutating func isKnown(_ type: String, _ path: [JSONValue], _ location: GraphQLLocation) -> Bool {
    guard !schema.isComposite(type) else { return true }
    report(
      "No such type \(type), so it can't be a fragment condition", path, location,
      ["code": "undefinedType", "typeName": .string(type)])
    return false
  }

  private mutating func check(_ field: GraphQLDocument.Field, of type: String, path: [JSONValue]) {
    guard field.name != "__typename" else { return }
    guard let definition = schema.composites[type]?.fields[field.name] else {
      return report(
        "Field '\(field.name)' doesn't exist on type '\(type)'", path, field.location,
        ["code": "undefinedField", "typeName": .string(type), "fieldName": .string(field.name)])
    }
    for argument in field.arguments where definition.arguments[argument.name] == nil {
      report(
        "Field '\(field.name)' doesn't accept argument '\(argument.name)'", path, argument.location,
        [
          "code": "argumentNotAccepted", "name": .string(field.name), "typeName": "Field",
          "argumentName": .string(argument.name),
        ])
    }
    for (name, type) in definition.arguments.sorted(by: { $0.key < $1.key }) {
      guard case .required = type, !field.arguments.contains(where: { $0.name == name }) else { continue }
      report(
        "Field '\(field.name)' is missing required arguments: \(name)", path, field.location,
        [
          "code": "missingRequiredArguments", "className": "Field", "name": .string(field.name),
          "arguments": .string(name),
        ])
    }
    let result = definition.type.name
    if schema.isComposite(result) {
      guard !field.selections.isEmpty else {
        return report(
          "Field must have selections (field '\(field.name)' returns \(result) but has no selections. "
            + "Did you mean '\(field.name) { ... }'?)", path, field.location,
          ["code": "selectionMismatch", "nodeName": "field '\(field.name)'", "typeName": .string(result)])
      }
      check(field.selections, of: result, path: path)
    } else if !field.selections.isEmpty {
      report(
        "Selections can't be made on scalars (field '\(field.name)' returns \(result) but has selections)", path,
        field.location,
        ["code": "selectionMismatch", "nodeName": "field '\(field.name)'", "typeName": .string(result)])
    }
  }

  private mutating func report(
    _ message: String, _ path: [JSONValue], _ location: GraphQLLocation, _ extensions: JSONValue
  ) {
    faults.append(GraphQLFault(message: message, location: location, path: path, extensions: extensions))
  }
}
