/// What a question costs before it is answered, by GitHub's rules (docs.github.com, "Rate limits and query limits for
/// the GraphQL API"): every connection is one request for each of its parents; a hundred requests are a point.
struct GraphQLCost {
  /// How many things the answer could hold.
  private(set) var nodes = 0
  private var requests = 0

  /// The most things a question may ask for.
  static let maximumNodes = 500_000

  /// Points; at least one.
  var points: Int { max(1, (requests + 50) / 100) }

  init(
    of operation: GraphQLDocument.Operation, in document: GraphQLDocument, variables: GraphQLVariables,
    schema: GraphQLSchema
  ) {
    count(
      operation.selections, of: operation.kind == .query ? "Query" : "Mutation", parents: 1, document, variables, schema
    )
  }

  private mutating func count(
    _ selections: [GraphQLDocument.Selection], of type: String, parents: Int, _ document: GraphQLDocument,
    _ variables: GraphQLVariables, _ schema: GraphQLSchema
  ) {
    for selection in selections {
      switch selection {
      case .inline(let wanted, let directives, let inner, _):
        guard variables.admits(directives) else { continue }
        count(inner, of: wanted ?? type, parents: parents, document, variables, schema)
      case .spread(let name, let directives, _):
        guard variables.admits(directives), let fragment = document.fragments[name] else { continue }
        count(fragment.selections, of: fragment.type, parents: parents, document, variables, schema)
      case .field(let field):
        guard variables.admits(field.directives), let definition = schema.composites[type]?.fields[field.name] else {
          continue
        }
        let arguments = variables.arguments(of: field)
        var children = parents
        if definition.type.name.hasSuffix("Connection") {
          let size = arguments["first"].integerValue ?? arguments["last"].integerValue ?? 1
          requests = Self.sum(requests, parents)
          children = Self.product(parents, max(0, size))
          nodes = Self.sum(nodes, children)
        } else if field.name == "nodes", type == "Query" {
          children = arguments["ids"].elements.count
          nodes = Self.sum(nodes, children)
        }
        count(field.selections, of: definition.type.name, parents: children, document, variables, schema)
      }
    }
  }

  // Far beyond every limit is far enough; hostile sizes must not overflow.
  private static let ceiling = 1 << 40
  private static func sum(_ left: Int, _ right: Int) -> Int { min(ceiling, left + right) }
  private static func product(_ left: Int, _ right: Int) -> Int {
    let (product, overflowed) = left.multipliedReportingOverflow(by: right)
    return overflowed ? ceiling : min(ceiling, product)
  }
}
