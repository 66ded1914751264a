package import MissionCore

extension SandboxState {
  /// Adds a hook and pings it; the value is its id.
  package mutating func createHook(
    in name: RepositoryName, _ draft: HookDraft, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    guard let url = draft.url, url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw .unprocessable("url is not a valid address")
    }
    guard !repository.hooks.contains(where: { $0.url == url }) else {
      throw .unprocessable("Hook already exists on this repository")
    }
    account(named: act.actor)
    let hook = HookRecord(
      id: newID(), url: url, secret: draft.secret, contentType: draft.contentType ?? .form,
      isActive: draft.isActive ?? true, events: draft.events ?? ["push"], createdAt: act.now, updatedAt: act.now)
    repositories[repository.id]?.hooks.append(hook)
    return Acted(hook.id, events: [pingEvent(hook, in: repository.id, by: act)])
  }

  /// Changes a hook.
  package mutating func editHook(
    _ id: Int, in name: RepositoryName, _ draft: HookDraft, by act: Act
  ) throws(APIRefusal) {
    let repository = try repository(name)
    guard let index = repository.hooks.firstIndex(where: { $0.id == id }) else { throw .notFound }
    var hook = repository.hooks[index]
    hook.take(draft, at: act.now)
    repositories[repository.id]?.hooks[index] = hook
  }

  /// Removes a hook.
  package mutating func deleteHook(_ id: Int, in name: RepositoryName) throws(APIRefusal) {
    let repository = try repository(name)
    guard repository.hooks.contains(where: { $0.id == id }) else { throw .notFound }
    repositories[repository.id]?.hooks.removeAll { $0.id == id }
  }

  /// Sends a hook's `ping`.
  package mutating func pingHook(
    _ id: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    let hook = try hook(id, in: repository)
    account(named: act.actor)
    return [pingEvent(hook, in: repository.id, by: act)]
  }

  /// Sends a hook the newest push of the default branch again, as GitHub's "test" does.
  package mutating func testHook(
    _ id: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    let hook = try hook(id, in: repository)
    account(named: act.actor)
    guard hook.hears("push"), let sha = repository.branches[repository.defaultBranch]?.sha else { return [] }
    var event = pushEvent(
      repository.defaultBranch, from: sha, to: sha, isForced: false, in: repository.id, by: act)
    event.hook = id
    return [event]
  }

  /// The hook of an id.
  package func hook(_ id: Int, in repository: RepositoryRecord) throws(APIRefusal) -> HookRecord {
    guard let hook = repository.hooks.first(where: { $0.id == id }) else { throw .notFound }
    return hook
  }

  private func pingEvent(_ hook: HookRecord, in repository: Int, by act: Act) -> HookEvent {
    event(
      "ping", nil, in: repository, by: act, hook: hook.id,
      [
        "zen": "Design for failure.", "hook_id": .integer(hook.id), "hook": hookShape(hook, in: repository),
      ])
  }
}
