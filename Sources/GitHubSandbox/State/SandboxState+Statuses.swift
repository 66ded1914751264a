package import MissionCore

extension SandboxState {
  /// Sets a status on a commit; the value is its id.
  ///
  /// - Parameter state: `error`, `failure`, `pending` or `success`.
  package mutating func setStatus(
    on sha: String, in name: RepositoryName, context: String, state: String, text: String? = nil,
    targetURL: String? = nil, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    guard repository.commits[sha] != nil else { throw .unprocessable("No commit found for SHA: \(sha)") }
    guard ["error", "failure", "pending", "success"].contains(state) else {
      throw .unprocessable("state is not included in the list")
    }
    account(named: act.actor)
    let status = CommitStatusRecord(
      id: newID(), sha: sha, context: context, state: state, text: text, targetURL: targetURL, creator: act.actor,
      createdAt: act.now)
    repositories[repository.id]?.statuses.append(status)
    let branches = repository.branches.filter { $0.value.sha == sha && !$0.key.contains(":") }.keys.sorted()
    let members: JSONValue = [
      "id": .integer(status.id), "sha": .string(sha), "name": .string(repository.name.description),
      "target_url": .text(targetURL), "avatar_url": nil, "context": .string(context), "description": .text(text),
      "state": .string(state), "commit": commitShape(sha, in: repository.id),
      "branches": .array(branches.prefix(10).map { branchStub($0, sha, in: repository) }),
      "created_at": .string(act.now.gitHubText), "updated_at": .string(act.now.gitHubText),
    ]
    return Acted(status.id, events: [event("status", nil, in: repository.id, by: act, members)])
  }

  /// The newest status of each context, oldest first.
  package func latestStatuses(of sha: String, in repository: RepositoryRecord) -> [CommitStatusRecord] {
    var newest: [String: CommitStatusRecord] = [:]
    for status in repository.statuses where status.sha == sha { newest[status.context] = status }
    return newest.values.sorted { $0.id < $1.id }
  }
}
