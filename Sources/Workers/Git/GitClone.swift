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
  func refresh() async -> String? {
    guard hasOrigin else { return nil }
    let answer = await git.run("fetch", "--quiet", "origin", timeout: .seconds(120))
    return answer.isSuccess ? nil : answer.errors
  }

  /// The branch that new work begins from: origin's default branch, else what is checked out.
  func base() async -> String {
    let head = await git.run("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    if head.isSuccess { return head.output }
    for name in ["origin/main", "origin/master", "origin/trunk"] where await hasCommit(name) { return name }
    return "HEAD"
  }

  func hasCommit(_ name: String) async -> Bool {
    await git.run("rev-parse", "--verify", "--quiet", "\(name)^{commit}").isSuccess
  }
}
