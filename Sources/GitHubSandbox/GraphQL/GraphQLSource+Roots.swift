import MissionCore

extension GraphQLSource {
  mutating func query(_ field: String, _ arguments: GraphQLArguments) throws(GraphQLFault) -> GraphQLResult {
    switch field {
    case "viewer": return actor(state.account(named: act.actor).login)
    case "rateLimit":
      return .object(
        .record(
          type: "RateLimit",
          [
            "cost": number(cost.points), "limit": number(budget.limit), "nodeCount": number(cost.nodes),
            "remaining": number(budget.remaining), "resetAt": time(budget.resetsAt), "used": number(budget.used),
          ]))
    case "repository":
      let text = "\(arguments.text("owner"))/\(arguments.text("name"))"
      // Like GitHub, a repository is found under its old name, too, unless that is not wanted.
      guard let name = RepositoryName(text), let id = state.names[name.folded], let record = state.repositories[id],
        record.name == name || arguments["followRenames"].booleanValue ?? true
      else { throw .notFound("Could not resolve to a Repository with the name '\(text)'.") }
      return .object(.repository(id))
    case "node": return .object(try node(arguments.text("id")))
    case "nodes":
      // A thing that is not there is null among the others.
      return .list(
        arguments["ids"].elements.map { id in
          do throws(GraphQLFault) {
            return .object(try node(id.stringValue ?? ""))
          } catch {
            return .fault(error)
          }
        })
    default: throw unserved(field, of: "Query")
    }
  }

  /// The thing a node id names.
  func node(_ text: String) throws(GraphQLFault) -> GraphQLObject {
    guard let id = NodeID(text), let object = object(id) else {
      throw .notFound("Could not resolve to a node with the global id of '\(text)'")
    }
    return object
  }

  private func object(_ id: NodeID) -> GraphQLObject? {
    for repository in state.repositories.values {
      let home = repository.id
      switch id.kind {
      case .repository: if home == id.id { return .repository(home) }
      case .issue:
        if let issue = repository.unsortedIssues.first(where: { $0.id == id.id && !$0.isPullRequest }) {
          return .issue(repository: home, issue)
        }
      case .pullRequest:
        if let pull = repository.pulls.values.first(where: { $0.id == id.id }) {
          return .pullRequest(repository: home, number: pull.number)
        }
      case .reviewThread:
        for pull in repository.pulls.values where pull.threads.contains(where: { $0.id == id.id }) {
          return .thread(repository: home, number: pull.number, id: id.id)
        }
      case .reviewComment:
        for pull in repository.pulls.values {
          if let comment = pull.comments.first(where: { $0.id == id.id }) {
            return .lineComment(repository: home, number: pull.number, comment)
          }
        }
      case .review:
        for pull in repository.pulls.values {
          if let review = pull.reviews.first(where: { $0.id == id.id }) {
            return .review(repository: home, number: pull.number, review)
          }
        }
      case .checkRun:
        if let run = repository.checkRuns.first(where: { $0.id == id.id }) { return .checkRun(repository: home, run) }
      case .issueComment:
        for issue in repository.unsortedIssues {
          if let comment = issue.comments.first(where: { $0.id == id.id }) {
            return .issueComment(repository: home, issue, comment)
          }
        }
      case .user, .bot, .organization, .checkSuite, .workflowRun, .workflow, .status, .label, .commit, .app, .branch,
        .rule, .protection, .reaction:
        return nil
      }
    }
    return nil
  }

  // MARK: Mutations

  mutating func mutation(_ field: String, _ arguments: GraphQLArguments) throws(GraphQLFault) -> GraphQLResult {
    let input = arguments["input"]
    let payload: (name: String, result: GraphQLResult)
    switch field {
    case "resolveReviewThread", "unresolveReviewThread":
      let object = try node(input["threadId"].stringValue ?? "")
      guard case .thread(_, _, let id) = object else { throw wrongNode("PullRequestReviewThread") }
      let isResolved = field == "resolveReviewThread"
      try perform { (state, act) throws(APIRefusal) in
        try state.setResolved(isResolved, thread: id, by: act)
      }
      payload = ("thread", .object(object))
    case "addPullRequestReviewThreadReply":
      let object = try node(input["pullRequestReviewThreadId"].stringValue ?? "")
      payload = ("comment", try reply(in: object, input["body"].stringValue ?? ""))
    case "addComment":
      let object = try node(input["subjectId"].stringValue ?? "")
      try addComment(to: object, input["body"].stringValue ?? "")
      payload = ("subject", .object(object))
    case "markPullRequestReadyForReview", "convertPullRequestToDraft":
      let object = try node(input["pullRequestId"].stringValue ?? "")
      guard case .pullRequest(let id, let number) = object else { throw wrongNode("PullRequest") }
      let name = try record(id).name
      let isDraft = field == "convertPullRequestToDraft"
      try perform { (state, act) throws(APIRefusal) in
        try state.setDraft(isDraft, of: number, in: name, by: act)
      }
      payload = ("pullRequest", .object(object))
    case "enqueuePullRequest", "dequeuePullRequest":
      let isEntering = field == "enqueuePullRequest"
      let object = try node(input[isEntering ? "pullRequestId" : "id"].stringValue ?? "")
      guard case .pullRequest(let id, let number) = object else { throw wrongNode("PullRequest") }
      let before = try record(id)
      let left = before.pulls[number].flatMap { queueEntry(of: $0, in: before) }
      let expected = input["expectedHeadOid"].stringValue
      try perform { (state, act) throws(APIRefusal) in
        isEntering
          ? try state.enqueue(number, in: before.name, expectedHead: expected, by: act)
          : try state.dequeue(number, in: before.name, by: act)
      }
      let after = try record(id)
      payload = ("mergeQueueEntry", .optional(after.pulls[number].flatMap { queueEntry(of: $0, in: after) } ?? left))
    case "deleteIssue":
      guard case .issue(let id, let issue) = try node(input["issueId"].stringValue ?? "") else {
        throw wrongNode("Issue")
      }
      let name = try record(id).name
      try perform { (state, act) throws(APIRefusal) in
        try state.deleteIssue(issue.number, in: name, by: act)
      }
      payload = ("repository", .object(.repository(id)))
    case "transferIssue":
      payload = ("issue", try transfer(input))
    default: throw unserved(field, of: "Mutation")
    }
    let type = field.prefix(1).uppercased() + field.dropFirst() + "Payload"
    return .object(
      .record(
        type: type, ["clientMutationId": .value(input["clientMutationId"]), payload.name: payload.result]))
  }

  private mutating func reply(in object: GraphQLObject, _ body: String) throws(GraphQLFault) -> GraphQLResult {
    guard case .thread(let id, let number, let thread) = object,
      let pull = try record(id).pulls[number],
      let first = pull.threads.first(where: { $0.id == thread })?.comments.first
    else { throw wrongNode("PullRequestReviewThread") }
    let name = try record(id).name
    let act = act
    let answered: Int
    do {
      let acted = try state.reply(to: first.id, of: number, in: name, body, by: act)
      events += acted.events
      answered = acted.value
    } catch {
      throw Self.fault(error)
    }
    let comment = try record(id).pulls[number]?.comments.first { $0.id == answered }
    return .optional(comment.map { .lineComment(repository: id, number: number, $0) })
  }

  private mutating func addComment(to object: GraphQLObject, _ body: String) throws(GraphQLFault) {
    let home: Int
    let number: Int
    switch object {
    case .issue(let id, let issue): (home, number) = (id, issue.number)
    case .pullRequest(let id, let pull): (home, number) = (id, pull)
    default: throw wrongNode("Issue or PullRequest")
    }
    let name = try record(home).name
    try perform { (state, act) throws(APIRefusal) in
      try state.comment(on: number, in: name, body, by: act).events
    }
  }

  private mutating func transfer(_ input: JSONValue) throws(GraphQLFault) -> GraphQLResult {
    guard case .issue(let id, let issue) = try node(input["issueId"].stringValue ?? "") else {
      throw wrongNode("Issue")
    }
    guard case .repository(let target) = try node(input["repositoryId"].stringValue ?? "") else {
      throw wrongNode("Repository")
    }
    let source = try record(id).name
    let destination = try record(target).name
    let act = act
    do {
      let moved = try state.transferIssue(issue.number, in: source, to: destination, by: act)
      events += moved.events
      return .object(.issue(repository: target, try state.issue(moved.value, in: state.repository(destination))))
    } catch {
      throw Self.fault(error)
    }
  }

  private mutating func perform(
    _ change: (inout SandboxState, Act) throws(APIRefusal) -> [HookEvent]
  ) throws(GraphQLFault) {
    do {
      events += try change(&state, act)
    } catch {
      throw Self.fault(error)
    }
  }

  private func wrongNode(_ type: String) -> GraphQLFault {
    .notFound("Could not resolve to \(type) node with the global id.")
  }

  private static func fault(_ refusal: APIRefusal) -> GraphQLFault {
    switch refusal {
    case .notFound, .moved: .notFound("Could not resolve to a node.")
    case .gone(let text): .notFound(text)
    case .forbidden(let text): GraphQLFault(type: "FORBIDDEN", message: text)
    case .malformed(let text), .notAllowed(let text), .conflict(let text), .unprocessable(let text):
      GraphQLFault(type: "UNPROCESSABLE", message: text)
    }
  }
}
