package import MissionCore

extension SandboxState {
  /// Creates a repository with a first commit on its default branch, or changes the one of that name: what the setup
  /// names is set, the rest stays.
  package mutating func setUp(_ setup: RepositorySetup, by act: Act) -> RepositoryRecord {
    account(named: setup.name.owner)
    let id = names[setup.name.folded] ?? newSmallID()
    var repository = repositories[id] ?? newRepository(id, setup, at: act.now)
    for user in setup.users {
      let account = account(named: user.login, kind: user.kind)
      repository.collaborators[account.login.lowercased()] = user.permission
    }
    if let protection = setup.protection {
      repository.branches[repository.defaultBranch]?.protection = protection
    }
    if let methods = setup.mergeMethods { repository.mergeMethods = methods }
    if let files = setup.workflowFiles { repository.workflowFiles = files }
    repository.updatedAt = act.now
    repositories[id] = repository
    names[setup.name.folded] = id
    return repository
  }

  private mutating func newRepository(_ id: Int, _ setup: RepositorySetup, at now: Timestamp) -> RepositoryRecord {
    var repository = RepositoryRecord(
      id: id, name: setup.name, isPrivate: setup.isPrivate, defaultBranch: setup.defaultBranch, createdAt: now,
      updatedAt: now)
    let sha = newSHA("\(setup.name.folded) first")
    repository.commits[sha] = CommitRecord(
      sha: sha, message: "Initial commit", author: setup.name.owner, date: now)
    repository.branches[setup.defaultBranch] = BranchRecord(sha: sha)
    return repository
  }

  /// Gives a repository another name; the old one leads to it until somebody else takes it.
  package mutating func rename(
    _ name: RepositoryName, to newName: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    var repository = try repository(name)
    guard names[newName.folded] == nil || names[newName.folded] == repository.id else {
      throw .unprocessable("name already exists on this account")
    }
    repository.name = newName
    repository.updatedAt = act.now
    repositories[repository.id] = repository
    names[newName.folded] = repository.id
    return [
      event(
        "repository", "renamed", in: repository.id, by: act,
        ["changes": ["repository": ["name": ["from": .string(name.name)]]]])
    ]
  }

  /// Sets what a branch demands; nil lifts it.
  package mutating func protect(
    _ branch: String, in name: RepositoryName, with protection: BranchProtection?, by act: Act
  ) throws(APIRefusal) {
    let repository = try repository(name)
    guard repository.branches[branch] != nil else { throw .notFound }
    guard repository.permission(of: act.actor) == .admin else { throw .forbidden("Must have admin rights") }
    repositories[repository.id]?.branches[branch]?.protection = protection
  }
}
