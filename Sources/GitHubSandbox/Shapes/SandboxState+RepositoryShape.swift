import MissionCore

extension SandboxState {
  func shape(_ repository: RepositoryRecord) -> JSONValue {
    let url = apiURL(repository)
    let page = "\(links.pages)/\(repository.name)"
    return [
      "id": .integer(repository.id), "node_id": NodeID(.repository, repository.id).json,
      "name": .string(repository.name.name), "full_name": .string(repository.name.description),
      "private": .boolean(repository.isPrivate), "owner": userShape(repository.name.owner), "html_url": .string(page),
      "description": nil, "fork": false, "url": .string(url), "hooks_url": "\(url)/hooks",
      "branches_url": "\(url)/branches{/branch}", "statuses_url": "\(url)/statuses/{sha}",
      "commits_url": "\(url)/commits{/sha}", "comments_url": "\(url)/comments{/number}",
      "issue_comment_url": "\(url)/issues/comments{/number}", "issues_url": "\(url)/issues{/number}",
      "pulls_url": "\(url)/pulls{/number}", "labels_url": "\(url)/labels{/name}",
      "created_at": .string(repository.createdAt.gitHubText), "updated_at": .string(repository.updatedAt.gitHubText),
      "pushed_at": .string(repository.updatedAt.gitHubText), "git_url": "git://github.com/\(repository.name).git",
      "clone_url": "\(page).git", "has_issues": true, "archived": false, "disabled": false,
      "open_issues_count": .integer(repository.openIssueCount), "is_template": false,
      "topics": [], "visibility": repository.isPrivate ? "private" : "public",
      "default_branch": .string(repository.defaultBranch),
    ]
  }

  /// Where the API has a repository.
  func apiURL(_ repository: RepositoryRecord) -> String { "\(links.api)/repos/\(repository.name)" }

  func branchShape(_ name: String, _ branch: BranchRecord, in repository: RepositoryRecord) -> JSONValue {
    let checks = branch.protection.flatMap { $0.source == .classic ? $0 : nil }
    return [
      "name": .string(name), "commit": commitShape(branch.sha, in: repository.id),
      "_links": [
        "self": "\(apiURL(repository))/branches/\(name)", "html": "\(links.pages)/\(repository.name)/tree/\(name)",
      ],
      "protected": .boolean(branch.protection != nil),
      "protection": [
        "enabled": .boolean(checks != nil),
        "required_status_checks": [
          "enforcement_level": checks == nil ? "off" : "non_admins",
          "contexts": .texts(checks?.requiredChecks.map(\.context) ?? []),
          "checks": requiredChecksShape(checks),
        ],
      ],
      "protection_url": "\(apiURL(repository))/branches/\(name)/protection",
    ]
  }

  func branchStub(_ name: String, _ sha: String, in repository: RepositoryRecord) -> JSONValue {
    [
      "name": .string(name), "commit": ["sha": .string(sha), "url": "\(apiURL(repository))/commits/\(sha)"],
      "protected": .boolean(repository.branches[name]?.protection != nil),
    ]
  }

  /// The older kind of protection, as `GET …/protection/required_status_checks` has it.
  func requiredStatusChecksShape(
    _ protection: BranchProtection, of branch: String, in repository: RepositoryRecord
  ) -> JSONValue {
    let url = "\(apiURL(repository))/branches/\(branch)/protection/required_status_checks"
    return [
      "url": .string(url), "strict": .boolean(protection.isStrict),
      "contexts": .texts(protection.requiredChecks.map(\.context)), "contexts_url": "\(url)/contexts",
      "checks": requiredChecksShape(protection),
    ]
  }

  /// The newer kind: the rules that are in force for a branch.
  func rulesShape(_ protection: BranchProtection?, in repository: RepositoryRecord) -> JSONValue {
    guard let protection, protection.source == .ruleset else { return [] }
    var rules: [JSONValue] = []
    let origin: JSONValue = [
      "ruleset_source_type": "Repository", "ruleset_source": .string(repository.name.description), "ruleset_id": 1,
    ]
    if !protection.requiredChecks.isEmpty {
      let checks = protection.requiredChecks.map { check -> JSONValue in
        let context: JSONValue = ["context": .string(check.context)]
        return check.app.map { context.adding(["integration_id": .integer($0)]) } ?? context
      }
      rules.append(
        ([
          "type": "required_status_checks",
          "parameters": [
            "required_status_checks": .array(checks),
            "strict_required_status_checks_policy": .boolean(protection.isStrict), "do_not_enforce_on_create": false,
          ],
        ] as JSONValue).adding(origin))
    }
    if protection.requiredApprovals > 0 {
      rules.append(
        ([
          "type": "pull_request",
          "parameters": [
            "required_approving_review_count": .integer(protection.requiredApprovals),
            "dismiss_stale_reviews_on_push": false, "require_code_owner_review": false,
            "require_last_push_approval": false, "required_review_thread_resolution": false,
          ],
        ] as JSONValue).adding(origin))
    }
    return .array(rules)
  }

  private func requiredChecksShape(_ protection: BranchProtection?) -> JSONValue {
    .array((protection?.requiredChecks ?? []).map { ["context": .string($0.context), "app_id": .int($0.app)] })
  }

  // MARK: Commits

  func commitShape(_ sha: String, in id: Int) -> JSONValue {
    guard let repository = repositories[id] else { return .null }
    let commit = repository.commits[sha]
    let url = "\(apiURL(repository))/commits/\(sha)"
    return [
      "sha": .string(sha), "node_id": "C_kwSB\(sha)",
      "commit": [
        "author": commit.map(signatureShape) ?? .null, "committer": commit.map(signatureShape) ?? .null,
        "message": .text(commit?.message),
        "tree": ["sha": .string(sha), "url": "\(apiURL(repository))/git/trees/\(sha)"],
        "url": .string(url), "comment_count": 0,
      ],
      "url": .string(url), "html_url": "\(links.pages)/\(repository.name)/commit/\(sha)",
      "comments_url": "\(url)/comments", "author": commit.map { userShape($0.author) } ?? .null,
      "committer": commit.map { userShape($0.author) } ?? .null, "parents": [],
    ]
  }

  /// A commit as `push` shows it.
  func pushedCommit(_ commit: CommitRecord, in id: Int) -> JSONValue {
    let name = repositories[id]?.name.description ?? ""
    let person: JSONValue = [
      "name": .string(commit.author), "email": "\(commit.author)@users.noreply.github.com",
      "username": .string(commit.author),
    ]
    return [
      "id": .string(commit.sha), "tree_id": .string(commit.sha), "distinct": true, "message": .string(commit.message),
      "timestamp": .string(commit.date.gitHubText), "url": "\(links.pages)/\(name)/commit/\(commit.sha)",
      "author": person, "committer": person, "added": [], "removed": [], "modified": [],
    ]
  }

  /// A commit as check suites and workflow runs show it.
  func headCommitShape(_ sha: String, in repository: RepositoryRecord) -> JSONValue {
    guard let commit = repository.commits[sha] else { return .null }
    let person: JSONValue = [
      "name": .string(commit.author), "email": "\(commit.author)@users.noreply.github.com",
    ]
    return [
      "id": .string(sha), "tree_id": .string(sha), "message": .string(commit.message),
      "timestamp": .string(commit.date.gitHubText), "author": person, "committer": person,
    ]
  }

  private func signatureShape(_ commit: CommitRecord) -> JSONValue {
    [
      "name": .string(commit.author), "email": "\(commit.author)@users.noreply.github.com",
      "date": .string(commit.date.gitHubText),
    ]
  }
}
