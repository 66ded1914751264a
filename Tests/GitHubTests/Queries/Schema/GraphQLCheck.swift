/// Checks a query against a schema by walking its selections.
struct GraphQLCheck {
  private let schema: GraphQLSchema
  private let document: GraphQLDocument
  private var faults: [String] = []
  private var usedVariables: Set<String> = []
  private var usedFragments: Set<String> = []

  /// What is wrong with the query; empty when nothing is.
  static func faults(of query: String, in schema: GraphQLSchema) throws -> [String] {
    var check = GraphQLCheck(schema: schema, document: try GraphQLDocument(query))
    check.run()
    return check.faults
  }

  private init(schema: GraphQLSchema, document: GraphQLDocument) {
    self.schema = schema
    self.document = document
  }

  private mutating func run() {
    walk(document.selections, on: document.rootType, path: document.rootType)
    for (name, fragment) in document.fragments.sorted(by: { $0.key < $1.key }) {
      walk(fragment.selections, on: fragment.type, path: name)
    }
    for condition in document.conditions {
      use(condition, for: .required(.named("Boolean")), path: "@include", hasDefault: false)
    }
    for name in document.variables.keys where !usedVariables.contains(name) { faults.append("$\(name) is not used") }
    for (name, type) in document.variables where schema.kinds[type.name] == nil {
      faults.append("$\(name) is of unknown type \(type)")
    }
    for name in document.fragments.keys where !usedFragments.contains(name) {
      faults.append("fragment \(name) is not used")
    }
  }

  private mutating func walk(_ selections: [GraphQLDocument.Selection], on type: String, path: String) {
    guard schema.kinds[type] != nil else { return faults.append("\(path): there is no type \(type)") }
    if selections.isEmpty { faults.append("\(path): nothing is selected") }
    for selection in selections {
      switch selection {
      case .field(let field): check(field, on: type, path: path)
      case .inline(let condition, let inner):
        checkOverlap(condition, type, path: path)
        walk(inner, on: condition, path: "\(path)<\(condition)>")
      case .spread(let name):
        usedFragments.insert(name)
        guard let fragment = document.fragments[name] else {
          faults.append("\(path): there is no fragment \(name)")
          continue
        }
        checkOverlap(fragment.type, type, path: path)
      }
    }
  }

  private mutating func check(_ field: GraphQLDocument.Field, on type: String, path: String) {
    if field.name == "__typename" { return }
    guard case .composite(let fields) = schema.kinds[type], let definition = fields[field.name] else {
      return faults.append("\(path): \(type) has no field \(field.name)")
    }
    let path = "\(path).\(field.name)"
    check(field.arguments, against: definition.arguments, path: path)
    checkSelections(of: field, type: definition.type.name, path: path)
  }

  /// Arguments of a field, or members of an input object.
  private mutating func check(
    _ values: [String: GraphQLDocument.Value], against places: [String: GraphQLSchema.Argument], path: String
  ) {
    for (name, value) in values {
      guard let place = places[name] else {
        faults.append("\(path): there is no argument \(name)")
        continue
      }
      check(value, for: place, path: "\(path)(\(name))")
    }
    for (name, place) in places where values[name] == nil && !place.hasDefault {
      if case .required = place.type { faults.append("\(path): the argument \(name) is missing") }
    }
  }

  private mutating func checkSelections(of field: GraphQLDocument.Field, type: String, path: String) {
    switch (schema.kinds[type], field.selections) {
    case (.composite, .some(let selections)), (.union, .some(let selections)):
      walk(selections, on: type, path: path)
    case (.composite, nil), (.union, nil): faults.append("\(path): fields of \(type) must be selected")
    case (.scalar, nil), (.choice, nil): break
    default: faults.append("\(path): \(type) has no fields")
    }
  }

  private mutating func check(_ value: GraphQLDocument.Value, for argument: GraphQLSchema.Argument, path: String) {
    let type = argument.type.name
    switch (value, schema.kinds[type]) {
    case (.variable(let name), _): use(name, for: argument.type, path: path, hasDefault: argument.hasDefault)
    case (.choice(let choice), .choice(let values)) where values.contains(choice): break
    case (.number, _) where type == "Int" || type == "Float": break
    case (.flag, _) where type == "Boolean": break
    case (.text, _) where type == "String" || type == "ID": break
    case (.list(let values), _): for value in values { check(value, for: argument, path: path) }
    case (.object(let members), .input(let fields)): check(members, against: fields, path: path)
    default: faults.append("\(path): the value does not fit \(argument.type)")
    }
  }

  private mutating func use(_ name: String, for type: GraphQLSchema.Reference, path: String, hasDefault: Bool) {
    usedVariables.insert(name)
    guard let own = document.variables[name] else { return faults.append("\(path): there is no variable \(name)") }
    if !own.fits(type) { faults.append("\(path): $\(name) is \(own), not \(type)") }
  }

  private mutating func checkOverlap(_ condition: String, _ type: String, path: String) {
    let overlap = (schema.possible[condition] ?? []).intersection(schema.possible[type] ?? [])
    if overlap.isEmpty { faults.append("\(path): a \(type) is never a \(condition)") }
  }
}
