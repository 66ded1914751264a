import FoundationEssentials
import MissionCore

/// Repositories, their branches and what these demand, and who may do what.
enum RepositoryEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}", get), Route("PATCH", "/repos/{owner}/{repo}", rename),
    Route("GET", "/repos/{owner}/{repo}/contents/.github/workflows", workflowFiles),
    Route("GET", "/repos/{owner}/{repo}/contents/.github/workflows/{name}", workflowFile),
    Route("GET", "/repos/{owner}/{repo}/compare/{range*}", compare),
    Route("GET", "/repos/{owner}/{repo}/branches", branches),
    Route("GET", "/repos/{owner}/{repo}/branches/{branch*}/protection/required_status_checks", requiredChecks),
    Route("PUT", "/repos/{owner}/{repo}/branches/{branch*}/protection", protect),
    Route("DELETE", "/repos/{owner}/{repo}/branches/{branch*}/protection", unprotect),
    Route("GET", "/repos/{owner}/{repo}/branches/{branch*}", branch),
    Route("DELETE", "/repos/{owner}/{repo}/git/refs/heads/{branch*}", deleteBranch),
    Route("GET", "/repos/{owner}/{repo}/rules/branches/{branch*}", rules),
    Route("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", permission),
    Route("PUT", "/repos/{owner}/{repo}/collaborators/{username}", addCollaborator),
  ]

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let permission = repository.permission(of: call.act.actor)
    return .document(
      core.state.shape(repository).adding([
        "allow_merge_commit": .boolean(repository.mergeMethods.contains("merge")),
        "allow_squash_merge": .boolean(repository.mergeMethods.contains("squash")),
        "allow_rebase_merge": .boolean(repository.mergeMethods.contains("rebase")),
        "permissions": [
          "admin": .boolean(permission >= .admin), "push": .boolean(permission >= .write),
          "pull": .boolean(permission >= .read),
        ],
      ]))
  }

  private static func rename(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let name = try call.repository
    guard let wanted = call.body["name"].stringValue else { return try get(&core, call) }
    guard let newName = RepositoryName(owner: name.owner, name: wanted) else {
      throw .unprocessable("name is not valid")
    }
    let events = try core.state.rename(name, to: newName, by: call.act)
    core.emit(events, at: call.act.now)
    return .document(core.state.shape(try core.state.repository(newName)))
  }

  private static func workflowFiles(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let files = try core.state.repository(call.repository).workflowFiles
    guard !files.isEmpty else { throw .notFound }
    return .document(
      .array(
        files.keys.sorted().map { name in
          ["type": "file", "name": .string(name), "path": .string(".github/workflows/\(name)")]
        }))
  }

  private static func workflowFile(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let name = try call.text("name")
    guard let text = try core.state.repository(call.repository).workflowFiles[name] else { throw .notFound }
    return .document([
      "type": "file", "name": .string(name), "path": .string(".github/workflows/\(name)"), "encoding": "base64",
      "content": .string(Data(text.utf8).base64EncodedString()),
    ])
  }

  private static func compare(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let range = try call.text("range")
    guard let dots = range.firstRange(of: "..."),
      let base = repository.commit(named: String(range[..<dots.lowerBound])),
      let head = repository.commit(named: String(range[dots.upperBound...]))
    else { throw .notFound }
    let comparison = repository.compare(base, with: head)
    return .document([
      "status": .string(comparison.status), "ahead_by": .integer(comparison.ahead.count),
      "behind_by": .integer(comparison.behindBy), "total_commits": .integer(comparison.ahead.count),
      "commits": .array(
        comparison.ahead.map { commit in
          [
            "sha": .string(commit.sha),
            "commit": ["message": .string(commit.message)],
            "parents": .array(commit.parents.map { ["sha": .string($0)] }),
          ]
        }), "files": [],
    ])
  }

  private static func branches(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let own = repository.branches.filter { !$0.key.contains(":") }.sorted { $0.key < $1.key }
    return .list(own.map { core.state.branchStub($0.key, $0.value.sha, in: repository) })
  }

  private static func branch(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let name = try call.text("branch")
    guard let branch = repository.branches[name] else { return .message(404, "Branch not found") }
    return .document(core.state.branchShape(name, branch, in: repository))
  }

  private static func deleteBranch(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.deleteBranch(call.text("branch"), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return .empty()
  }

  private static func requiredChecks(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let name = try call.text("branch")
    guard let branch = repository.branches[name] else { return .message(404, "Branch not found") }
    guard repository.permission(of: call.act.actor) == .admin else {
      return .message(403, "Resource not accessible by integration")
    }
    guard let protection = branch.protection, protection.source == .classic else {
      return .message(404, "Branch not protected")
    }
    guard !protection.requiredChecks.isEmpty else { return .message(404, "Required status checks not enabled") }
    return .document(core.state.requiredStatusChecksShape(protection, of: name, in: repository))
  }

  private static func protect(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let wanted = call.body["required_status_checks"]
    var checks = wanted["checks"].elements.compactMap { check -> BranchProtection.RequiredCheck? in
      check["context"].stringValue.map { .init(context: $0, app: check["app_id"].integerValue) }
    }
    for context in wanted["contexts"].elements.compactMap(\.stringValue)
    where !checks.contains(where: { $0.context == context }) { checks.append(.init(context: context)) }
    let protection = BranchProtection(
      source: .classic, requiredChecks: checks, isStrict: wanted["strict"].booleanValue ?? false,
      requiredApprovals: call.body["required_pull_request_reviews"]["required_approving_review_count"].integerValue ?? 0
    )
    try core.state.protect(call.text("branch"), in: call.repository, with: protection, by: call.act)
    let repository = try core.state.repository(call.repository)
    return .document([
      "required_status_checks": try core.state.requiredStatusChecksShape(
        protection, of: call.text("branch"), in: repository)
    ])
  }

  private static func unprotect(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try core.state.protect(call.text("branch"), in: call.repository, with: nil, by: call.act)
    return .empty()
  }

  private static func rules(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    // A branch that does not exist has no rules, and that is no error at GitHub.
    let protection = repository.branches[try call.text("branch")]?.protection
    return .list(core.state.rulesShape(protection, in: repository).elements)
  }

  private static func permission(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let account = core.state.knownAccount(try call.text("username"))
    guard account.id != 0 else { throw .notFound }
    let permission = repository.permission(of: account.login).rawValue
    return .document([
      "permission": .string(permission), "user": core.state.shape(account), "role_name": .string(permission),
    ])
  }

  private static func addCollaborator(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let name = try call.repository
    let permission: Permission =
      switch call.body["permission"].stringValue {
      case "pull", "read", "triage": .read
      case "admin": .admin
      case nil, .some: .write
      }
    _ = try core.state.repository(name)
    let user = RepositorySetup.User(try call.text("username"), permission: permission)
    _ = core.state.setUp(RepositorySetup(name, users: [user]), by: call.act)
    return .empty()
  }
}
