/// The operator's clone that worktrees are made from.
package struct GitClone: Sendable {
  /// The directory that was named.
  package let directory: String
  /// The repository that all its worktrees share.
  package let sharedDirectory: String
  /// Whether there is somewhere to push to.
  package let hasOrigin: Bool
  let git: Git

  /// The clone that a directory is in. A bare one serves as well; a shallow one too, where its history suffices.
  package static func find(
    at directory: String, environment: [String: String]
  ) async throws(WorktreeFault) -> GitClone {
    let git = Git(in: directory, environment: environment)
    let shared = await git.run("rev-parse", "--path-format=absolute", "--git-common-dir")
    guard shared.isSuccess, shared.output.hasPrefix("/") else { throw .notARepository(directory) }
    guard await git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}").isSuccess else {
      throw .hasNoCommits(directory)
    }
    let origin = await git.run("remote", "get-url", "origin")
    return GitClone(
      directory: directory, sharedDirectory: shared.output, hasOrigin: origin.isSuccess, git: git)
  }

  /// Brings what origin has. Without a network the clone is used as it stands; says why then.
  func refresh(with credential: PushCredential.Source) async -> String? {
    guard hasOrigin else { return nil }
    let answer = await reach(["fetch", "--quiet", "origin"], timeout: .seconds(120), with: credential)
    return answer.isSuccess ? nil : answer.errors
  }

  /// Runs what needs origin: with the clone's own credentials, and where those do not suffice with one that is asked
  /// for.
  ///
  /// - Parameter place: the worktree that it runs in; the clone itself where none is named.
  func reach(
    _ words: [String], in place: Git? = nil, timeout: Duration = .seconds(300),
    with credential: (String) async -> Result<PushCredential, PushCredential.Fault>
  ) async -> Git.Answer {
    let git = place ?? git
    let own = await git.run(words, timeout: timeout)
    guard !own.isSuccess, PushCredential.isMissing(in: own.errors) else { return own }
    let address = words.first == "push" ? ["remote", "get-url", "--push", "origin"] : ["remote", "get-url", "origin"]
    switch await credential(await git.run(address).output) {
    case .success(let credential):
      defer { credential.discard() }
      let lasts = await asksOften(words)
      return await git.run(credential.flags(lasts: lasts) + words, timeout: timeout)
    case .failure(let fault):
      let remedy = "the clone's own credentials do not suffice, and Signalbox gives none"
      return Git.Answer(
        status: own.status, output: own.output,
        errors: own.errors + "; \(remedy)" + (fault.reason.isEmpty ? "" : ": \(fault.reason)"))
    }
  }

  /// Whether one call of git asks for a credential more than once: for itself, and for what a filter keeps elsewhere or
  /// a submodule is fetched from.
  private func asksOften(_ words: [String]) async -> Bool {
    guard let first = words.first, ["fetch", "push"].contains(first) else { return true }
    return await git.run("config", "--get-regexp", #"^filter\..*\.(process|smudge)$"#).isSuccess
  }

  /// The branch that new work begins from: origin's default branch, else what is checked out.
  func base() async -> String {
    let head = await git.run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    if head.isSuccess { return head.output }
    for name in ["origin/main", "origin/master", "origin/trunk"] where await hasCommit(name) { return name }
    // By its commit: in a worktree the word would mean the worktree's own.
    return await git.run("rev-parse", "HEAD").output
  }

  func hasCommit(_ name: String) async -> Bool {
    await git.run("rev-parse", "--verify", "--quiet", "\(name)^{commit}").isSuccess
  }
}
