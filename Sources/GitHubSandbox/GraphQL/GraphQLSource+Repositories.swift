import MissionCore

extension GraphQLSource {
  func account(_ account: AccountRecord, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    let login = account.graphQLLogin
    return switch field {
    case "id": .value(state.shape(account)["node_id"])
    case "databaseId": number(account.id)
    case "login": text(login)
    case "avatarUrl": .value(state.shape(account)["avatar_url"])
    case "resourcePath": text(account.kind == .bot ? "/apps/\(login)" : "/\(login)")
    case "url": text(account.kind == .bot ? "\(state.links.pages)/apps/\(login)" : "\(state.links.pages)/\(login)")
    default: throw unserved(field, of: account.kind.rawValue)
    }
  }

  func repository(
    _ id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.repository, id).json)
    case "databaseId": return number(id)
    case "name": return text(record.name.name)
    case "nameWithOwner": return text(record.name.description)
    case "owner": return actor(record.name.owner)
    case "isPrivate": return flag(record.isPrivate)
    case "createdAt": return time(record.createdAt)
    case "updatedAt": return time(record.updatedAt)
    case "url": return text(pages(record))
    case "viewerPermission": return word(record.permission(of: act.actor).rawValue)
    case "defaultBranchRef": return .object(.branch(repository: id, name: record.defaultBranch))
    case "ref":
      let name = arguments.text("qualifiedName")
      let branch = name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name
      return record.branches[branch] == nil ? .null : .object(.branch(repository: id, name: branch))
    case "pullRequest":
      let wanted = arguments["number"].integerValue ?? 0
      guard record.pulls[wanted] != nil else {
        throw .notFound("Could not resolve to a PullRequest with the number of \(wanted).")
      }
      return .object(.pullRequest(repository: id, number: wanted))
    case "issue", "issueOrPullRequest": return try issueOrPull(arguments["number"].integerValue ?? 0, in: record, field)
    case "issues":
      let states = arguments["states"].elements.compactMap(\.stringValue)
      let issues = record.presentIssues.filter { issue in
        !issue.isPullRequest && (states.isEmpty || states.contains(issue.isOpen ? "OPEN" : "CLOSED"))
      }
      return try arguments.page("Issue", issues.map { .object(.issue(repository: id, $0)) })
    case "pullRequests": return try pulls(of: record, arguments)
    default: throw unserved(field, of: "Repository")
    }
  }

  private func issueOrPull(
    _ wanted: Int, in record: RepositoryRecord, _ field: String
  ) throws(GraphQLFault) -> GraphQLResult {
    if field == "issueOrPullRequest", record.pulls[wanted] != nil {
      return .object(.pullRequest(repository: record.id, number: wanted))
    }
    switch record.issues[wanted] {
    case .here(let issue) where !issue.isPullRequest: return .object(.issue(repository: record.id, issue))
    case .moved(let home, let number):
      // GitHub follows a transfer silently.
      if case .here(let issue)? = state.repositories[home]?.issues[number] {
        return .object(.issue(repository: home, issue))
      }
    case .here, .deleted, nil: break
    }
    let what = field == "issue" ? "an Issue" : "an issue or pull request"
    throw .notFound("Could not resolve to \(what) with the number of \(wanted).")
  }

  private func pulls(
    of record: RepositoryRecord, _ arguments: GraphQLArguments, fromBranch branch: String? = nil
  ) throws(GraphQLFault) -> GraphQLResult {
    let states = arguments["states"].elements.compactMap(\.stringValue)
    let pulls = record.pulls.values.sorted { $0.number < $1.number }.filter { pull in
      let word = pull.merge != nil ? "MERGED" : state.isOpen(pull, in: record) ? "OPEN" : "CLOSED"
      return (states.isEmpty || states.contains(word)) && (branch == nil || pull.head == branch)
        && (arguments["baseRefName"].stringValue.map { $0 == pull.base } ?? true)
        && (arguments["headRefName"].stringValue.map { $0 == pull.headBranch } ?? true)
    }
    return try arguments.page(
      "PullRequest", pulls.map { .object(.pullRequest(repository: record.id, number: $0.number)) })
  }

  // MARK: Issues

  func issue(
    _ issue: IssueRecord, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.issue, issue.id).json)
    case "databaseId": return number(issue.id)
    case "stateReason": return word(state.shape(issue, in: record)["state_reason"].stringValue)
    case "state": return text(issue.isOpen ? "OPEN" : "CLOSED")
    default: return try shared(issue, in: record, field, arguments, type: "Issue")
    }
  }

  /// The fields issues and pull requests have in common.
  func shared(
    _ issue: IssueRecord, in record: RepositoryRecord, _ field: String, _ arguments: GraphQLArguments, type: String
  ) throws(GraphQLFault) -> GraphQLResult {
    switch field {
    case "fullDatabaseId": return big(issue.id)
    case "number": return number(issue.number)
    case "title": return text(issue.title)
    case "body": return text(issue.body ?? "")
    case "author": return actor(issue.author)
    case "authorAssociation": return text(record.association(of: issue.author))
    case "closed": return flag(!issue.isOpen)
    case "closedAt": return .value(state.shape(issue, in: record)["closed_at"])
    case "createdAt": return time(issue.createdAt)
    case "updatedAt": return time(issue.updatedAt)
    case "repository": return .object(.repository(record.id))
    case "url": return text("\(pages(record))/\(issue.isPullRequest ? "pull" : "issues")/\(issue.number)")
    case "assignees": return try arguments.page("User", issue.assignees.map(actor))
    case "labels":
      let labels = issue.labels.compactMap { name in record.labels.first { $0.name == name } }
      return try arguments.page("Label", labels.map { .object(.label(repository: record.id, $0)) })
    case "comments":
      return try arguments.page(
        "IssueComment", issue.comments.map { .object(.issueComment(repository: record.id, issue, $0)) })
    default: throw unserved(field, of: type)
    }
  }

  func label(_ label: LabelRecord, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    switch field {
    case "id": .value(NodeID(.label, label.id).json)
    case "name": text(label.name)
    default: throw unserved(field, of: "Label")
    }
  }

  func comment(
    _ comment: CommentRecord, of issue: IssueRecord, in id: Int, _ field: String
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    return switch field {
    case "id": .value(NodeID(.issueComment, comment.id).json)
    case "databaseId": number(comment.id)
    case "fullDatabaseId": big(comment.id)
    case "author": actor(comment.author)
    case "authorAssociation": text(record.association(of: comment.author))
    case "body": text(comment.body)
    case "createdAt": time(comment.createdAt)
    case "editor": comment.lastEdit.map { actor($0.editor) } ?? .null
    case "lastEditedAt": comment.lastEdit.map { time($0.at) } ?? .null
    case "updatedAt": time(comment.updatedAt)
    case "isMinimized": flag(false)
    case "minimizedReason": .null
    case "repository": .object(.repository(id))
    case "url": .value(state.shape(comment, of: issue, in: record)["html_url"])
    default: throw unserved(field, of: "IssueComment")
    }
  }

  // MARK: Branches

  func branch(
    _ name: String, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    let branch = record.branches[name]
    switch field {
    case "id": return text("REF_kwSB\(id)_\(name)")
    case "name": return text(name)
    case "prefix": return text("refs/heads/")
    case "repository": return .object(.repository(id))
    case "associatedPullRequests": return try pulls(of: record, arguments, fromBranch: name)
    case "target": return .optional(branch.map { .commit(repository: id, sha: $0.sha) })
    case "branchProtectionRule":
      // Seen by administrators alone.
      guard let protection = branch?.protection, protection.source == .classic,
        record.permission(of: act.actor) == .admin
      else { return .null }
      return .object(protectionRule(protection, of: name, in: id))
    case "refUpdateRule":
      guard let protection = branch?.protection, protection.source == .classic else { return .null }
      return .object(
        .record(
          type: "RefUpdateRule",
          [
            "pattern": text(name), "requiredApprovingReviewCount": number(protection.requiredApprovals),
            "requiredStatusCheckContexts": .value(.texts(protection.requiredChecks.map(\.context))),
            "viewerCanPush": flag(record.permission(of: act.actor) >= .write),
          ]))
    case "rules": return try arguments.page("RepositoryRule", rules(branch?.protection, in: id))
    default: throw unserved(field, of: "Ref")
    }
  }

  private func protectionRule(_ protection: BranchProtection, of name: String, in id: Int) -> GraphQLObject {
    let checks = protection.requiredChecks.map { check in
      GraphQLObject.record(
        type: "RequiredStatusCheckDescription",
        ["context": text(check.context), "app": .optional(check.app.map { .app(knownApp($0)) })])
    }
    return .record(
      type: "BranchProtectionRule",
      [
        "id": text("BPR_kwSB\(id)_\(name)"), "pattern": text(name),
        "requiredApprovingReviewCount": number(protection.requiredApprovals),
        "requiresApprovingReviews": flag(protection.requiredApprovals > 0),
        "requiresStatusChecks": flag(!checks.isEmpty), "requiresStrictStatusChecks": flag(protection.isStrict),
        "requiredStatusCheckContexts": .value(.texts(protection.requiredChecks.map(\.context))),
        "requiredStatusChecks": .objects(checks),
      ])
  }

  private func knownApp(_ id: Int) -> AppRecord {
    for repository in state.repositories.values {
      if let suite = repository.checkSuites.first(where: { $0.app.id == id }) { return suite.app }
    }
    return AppRecord(id: id, slug: "app-\(id)", name: "App \(id)")
  }

  private func rules(_ protection: BranchProtection?, in id: Int) -> [GraphQLResult] {
    guard let protection, protection.source == .ruleset else { return [] }
    var rules: [GraphQLResult] = []
    if !protection.requiredChecks.isEmpty {
      let checks = protection.requiredChecks.map { check in
        GraphQLObject.record(
          type: "StatusCheckConfiguration",
          ["context": text(check.context), "integrationId": number(check.app)])
      }
      rules.append(
        rule(
          "REQUIRED_STATUS_CHECKS", in: id,
          .record(
            type: "RequiredStatusChecksParameters",
            [
              "requiredStatusChecks": .objects(checks), "doNotEnforceOnCreate": flag(false),
              "strictRequiredStatusChecksPolicy": flag(protection.isStrict),
            ])))
    }
    if protection.requiredApprovals > 0 {
      rules.append(
        rule(
          "PULL_REQUEST", in: id,
          .record(
            type: "PullRequestParameters",
            [
              "requiredApprovingReviewCount": number(protection.requiredApprovals),
              "dismissStaleReviewsOnPush": flag(false), "requireCodeOwnerReview": flag(false),
              "requireLastPushApproval": flag(false), "requiredReviewThreadResolution": flag(false),
            ])))
    }
    return rules
  }

  private func rule(_ type: String, in id: Int, _ parameters: GraphQLObject) -> GraphQLResult {
    .object(
      .record(
        type: "RepositoryRule",
        ["id": text("RR_kwSB\(id)_\(type)"), "type": text(type), "parameters": .object(parameters)]))
  }

  /// A repository's page.
  func pages(_ record: RepositoryRecord) -> String { "\(state.links.pages)/\(record.name)" }
}
