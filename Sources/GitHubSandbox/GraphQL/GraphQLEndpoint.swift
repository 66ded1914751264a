import MissionCore

/// `POST /graphql`: a question in JSON, an answer with status 200 whatever it says.
enum GraphQLEndpoint {
  static let routes = [Route("POST", "/graphql", answer)]

  private static func answer(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let now = call.act.now
    guard core.limits.budget(.graphql, at: now).remaining > 0 else {
      return faults([GraphQLFault(type: "RATE_LIMITED", message: "API rate limit already exceeded for user ID 1.")])
    }
    do {
      return try run(&core, call)
    } catch {
      core.limits.spend(1, of: .graphql, at: now)
      return faults([error])
    }
  }

  private static func run(_ core: inout SandboxCore, _ call: Call) throws(GraphQLFault) -> Answer {
    guard let text = call.body["query"].stringValue else {
      throw GraphQLFault(message: "A query attribute must be specified and must be a string.")
    }
    let document = try GraphQLParser.parse(text)
    let operation = try operation(named: call.body["operationName"].stringValue, in: document)
    let schema = core.schema
    let invalid = GraphQLValidator.validate(operation, in: document, schema)
    guard invalid.isEmpty else {
      core.limits.spend(1, of: .graphql, at: call.act.now)
      return faults(invalid)
    }
    let variables = try GraphQLVariables(operation.variables, given: call.body["variables"])
    let cost = GraphQLCost(of: operation, in: document, variables: variables, schema: schema)
    guard cost.nodes <= GraphQLCost.maximumNodes else {
      throw GraphQLFault(
        type: "MAX_NODE_LIMIT_EXCEEDED",
        message: "This query requests up to \(cost.nodes) possible nodes which exceeds the maximum limit of 500,000.")
    }
    core.limits.spend(cost.points, of: .graphql, at: call.act.now)
    core.counts.graphQLPoints += cost.points
    let source = GraphQLSource(
      state: core.state, act: call.act, budget: core.limits.budget(.graphql, at: call.act.now), cost: cost)
    var executor = GraphQLExecutor(document, variables: variables, schema: schema, source: source)
    let data = executor.run(operation)
    core.state = executor.source.state
    core.emit(executor.source.events, at: call.act.now)
    let answer: JSONValue = ["data": data]
    guard !executor.faults.isEmpty else { return .document(answer) }
    return .document(answer.adding(["errors": .array(executor.faults.map(\.shape))]))
  }

  private static func operation(
    named name: String?, in document: GraphQLDocument
  ) throws(GraphQLFault) -> GraphQLDocument.Operation {
    if let name {
      guard let operation = document.operations.first(where: { $0.name == name }) else {
        throw GraphQLFault(message: "No operation named \"\(name)\"")
      }
      return operation
    }
    guard document.operations.count == 1 else {
      throw GraphQLFault(message: "An operation name is required")
    }
    return document.operations[0]
  }

  private static func faults(_ faults: [GraphQLFault]) -> Answer {
    .document(["errors": .array(faults.map(\.shape))])
  }
}
