import MissionCore

/// Pull requests and merging.
enum PullRequestEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/pulls", list), Route("POST", "/repos/{owner}/{repo}/pulls", create),
    Route("GET", "/repos/{owner}/{repo}/pulls/{number}", get),
    Route("PATCH", "/repos/{owner}/{repo}/pulls/{number}", update),
    Route("PUT", "/repos/{owner}/{repo}/pulls/{number}/merge", merge),
    Route("GET", "/repos/{owner}/{repo}/pulls/{number}/merge", isMerged),
    Route("PUT", "/repos/{owner}/{repo}/pulls/{number}/update-branch", updateBranch),
    Route("POST", "/repos/{owner}/{repo}/pulls/{number}/requested_reviewers", requestReviewers),
    Route("GET", "/repos/{owner}/{repo}/commits/{sha}/pulls", ofCommit),
  ]

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    var pulls = repository.pulls.values.compactMap { pull -> (pull: PullRequestRecord, issue: IssueRecord)? in
      if case .here(let issue)? = repository.issues[pull.number] { (pull, issue) } else { nil }
    }
    switch call.query["state"] ?? "open" {
    case "open": pulls.removeAll { !$0.issue.isOpen }
    case "closed": pulls.removeAll(where: \.issue.isOpen)
    default: break
    }
    if let base = call.query["base"] { pulls.removeAll { $0.pull.base != base } }
    if let head = call.query["head"] {
      pulls.removeAll { $0.pull.head != head && "\(repository.name.owner):\($0.pull.head)" != head }
    }
    let byUpdate = call.query["sort"] == "updated"
    pulls.sort { left, right in
      byUpdate
        ? (left.issue.updatedAt, left.pull.number) < (right.issue.updatedAt, right.pull.number)
        : left.pull.number < right.pull.number
    }
    // Newest first is the default of `created`; the other orders begin with the oldest.
    let isDescending = call.query["direction"].map { $0 == "desc" } ?? !byUpdate
    if isDescending { pulls.reverse() }
    return .list(
      pulls.map { core.state.shape($0.pull, in: repository).removing(SandboxState.membersOfFullPull) })
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let draft = PullRequestDraft(
      try call.required("title"), body: call.body["body"].stringValue, head: try call.required("head"),
      base: try call.required("base"), isDraft: call.body["draft"].booleanValue ?? false)
    let opened = try core.state.openPull(draft, in: call.repository, by: call.act)
    core.emit(opened.events, at: call.act.now)
    return try show(opened.value, core, call, status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    core.state.readMergeability(of: try call.number(), in: repository.id)
    return try show(call.number(), core, call)
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let number = try call.number()
    _ = try core.state.pull(number, in: core.state.repository(call.repository))
    var events: [HookEvent] = []
    if let base = call.body["base"].stringValue {
      events += try core.state.retarget(number, in: call.repository, to: base, by: call.act)
    }
    events += try core.state.editIssue(number, in: call.repository, IssueEndpoints.change(call), by: call.act)
    core.emit(events, at: call.act.now)
    return try show(number, core, call)
  }

  private static func merge(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    guard let method = SandboxState.MergeMethod(rawValue: call.body["merge_method"].stringValue ?? "merge") else {
      throw .unprocessable("merge_method is not included in the list")
    }
    let merged = try core.state.merge(
      call.number(), in: call.repository, expectedHead: call.body["sha"].stringValue, method: method, by: call.act)
    core.emit(merged.events, at: call.act.now)
    return .document([
      "sha": .string(merged.value), "merged": true, "message": "Pull Request successfully merged",
    ])
  }

  private static func isMerged(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let pull = try core.state.pull(call.number(), in: core.state.repository(call.repository))
    guard pull.merge != nil else { throw .notFound }
    return .empty()
  }

  private static func updateBranch(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.updateBranch(
      of: call.number(), in: call.repository, expectedHead: call.body["expected_head_sha"].stringValue, by: call.act)
    core.emit(events, at: call.act.now)
    return .document(["message": "Updating pull request branch.", "url": "\(core.state.links.api)"], status: 202)
  }

  private static func requestReviewers(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.requestReviews(
      from: call.texts("reviewers") ?? [], of: call.number(), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number(), core, call, status: 201)
  }

  private static func ofCommit(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let sha = try call.text("sha")
    guard repository.commits[sha] != nil else {
      throw .unprocessable("No commit found for SHA: \(sha)")
    }
    return .list(
      repository.pulls(withHead: sha).map {
        core.state.shape($0, in: repository).removing(SandboxState.membersOfFullPull)
      })
  }

  private static func show(
    _ number: Int, _ core: SandboxCore, _ call: Call, status: Int = 200
  ) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    return .document(core.state.shape(try core.state.pull(number, in: repository), in: repository), status: status)
  }
}
