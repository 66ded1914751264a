import MissionCore

/// Where fields get their values from: a state, who asks, and what asking has brought so far.
struct GraphQLSource {
  var state: SandboxState
  let act: Act
  /// The budget after this question.
  let budget: RateLimits.Budget
  let cost: GraphQLCost
  /// The webhooks of mutations.
  var events: [HookEvent] = []

  init(state: SandboxState, act: Act, budget: RateLimits.Budget, cost: GraphQLCost) {
    self.state = state
    self.act = act
    self.budget = budget
    self.cost = cost
  }

  /// What a field of an object gives.
  mutating func resolve(
    _ field: String, of object: GraphQLObject, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    switch object {
    case .query: try query(field, arguments)
    case .mutation: try mutation(field, arguments)
    case .account(let account): try self.account(account, field)
    case .repository(let id): try repository(id, field, arguments)
    case .issue(let id, let issue): try self.issue(issue, in: id, field, arguments)
    case .issueComment(let id, let issue, let comment): try self.comment(comment, of: issue, in: id, field)
    case .label(_, let label): try self.label(label, field)
    case .pullRequest(let id, let number): try pull(number, in: id, field, arguments)
    case .commit(let id, let sha): try commit(sha, in: id, field, arguments)
    case .rollUp(let id, let sha): try rollUp(sha, in: id, field, arguments)
    case .checkRun(let id, let run): try checkRun(run, in: id, field, arguments)
    case .checkSuite(let id, let suite): try checkSuite(suite, in: id, field)
    case .workflowRun(let id, let workflow): try workflowRun(workflow, in: id, field)
    case .workflow(let id): try workflow(ofRepository: id, field)
    case .status(let id, let status): try self.status(status, in: id, field, arguments)
    case .app(let app): try self.app(app, field)
    case .review(let id, let number, let review): try self.review(review, of: number, in: id, field, arguments)
    case .thread(let id, let number, let thread): try self.thread(thread, of: number, in: id, field, arguments)
    case .lineComment(let id, let number, let comment): try lineComment(comment, of: number, in: id, field)
    case .branch(let id, let name): try branch(name, in: id, field, arguments)
    case .record(_, let fields): fields[field] ?? .null
    }
  }

  /// A field that the schema names and no resolver knows: a mistake of the sandbox, told instead of hidden.
  func unserved(_ field: String, of type: String) -> GraphQLFault {
    GraphQLFault(type: "INTERNAL", message: "The sandbox does not serve \(type).\(field)")
  }

  /// The repository of an id; things of a repository are only found while it is there.
  func record(_ id: Int) throws(GraphQLFault) -> RepositoryRecord {
    guard let repository = state.repositories[id] else {
      throw .notFound("Could not resolve to a Repository with the id \(id).")
    }
    return repository
  }

  func actor(_ login: String) -> GraphQLResult { .object(.account(state.knownAccount(login))) }

  /// A word of GitHub's REST API as GraphQL writes it.
  func word(_ text: String?) -> GraphQLResult { .value(.text(text?.uppercased())) }

  func time(_ time: Timestamp?) -> GraphQLResult { .value(.text(time?.gitHubText)) }

  func text(_ text: String?) -> GraphQLResult { .value(.text(text)) }

  func flag(_ flag: Bool) -> GraphQLResult { .value(.boolean(flag)) }

  func number(_ number: Int?) -> GraphQLResult { .value(.int(number)) }

  /// GitHub's BigInt: digits in a string.
  func big(_ number: Int) -> GraphQLResult { .value(.string(String(number))) }
}
