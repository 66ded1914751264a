/// One worktree, and what becomes of the work in it.
package struct Worktree: Sendable {
  /// Where its files are, absolute.
  package let path: String
  /// The branch that its work goes to; nil where it is only looked at.
  package let branch: String?
  /// What its work begins from.
  package let base: String
  let clone: GitClone

  /// The name of its folder.
  var folder: String { path.split(separator: "/").last.map(String.init) ?? path }

  private var git: Git { clone.git.at(path) }

  /// Whether something is changed and not committed.
  package var isDirty: Bool {
    get async {
      let answer = await git.run("status", "--porcelain", "--untracked-files=normal")
      return !answer.isSuccess || !answer.output.isEmpty
    }
  }

  /// Whether a commit of it is on no branch of origin.
  package var hasUnpushed: Bool {
    get async { await count(["HEAD", "--not", "--remotes=origin"]) != 0 }
  }

  /// Whether anything was committed since the base.
  package var hasCommits: Bool {
    get async { await count(["\(base)..HEAD"]) != 0 }
  }

  /// The commit it stands on.
  package var head: String {
    get async { await git.run("rev-parse", "HEAD").output }
  }

  /// Commits everything that a run left uncommitted; false where there was nothing.
  ///
  /// - Parameter author: the agent's name.
  package func commitAll(message: String, author: String) async throws(WorktreeFault) -> Bool {
    let conflicts = await git.run("diff", "--name-only", "--diff-filter=U")
    guard conflicts.output.isEmpty else {
      throw .unresolvedConflicts(conflicts.output.split(separator: "\n").map(String.init))
    }
    guard await isDirty else { return false }
    let added = await git.run("add", "--all")
    guard added.isSuccess else { throw .git(added.errors) }
    // Only what is ignored, or a submodule's own dirt: nothing to commit.
    guard !(await git.run("diff", "--cached", "--quiet").isSuccess) else { return false }
    let words = author.filter { !"<>\n\r\0".contains($0) }
    let address = words.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let identity = "\(words) <\(address.isEmpty ? "agent" : address)@signalbox.invalid>"
    let committed = await git.run(
      "-c", "user.name=\(words)", "-c", "user.email=agent@signalbox.invalid", "-c", "commit.gpgsign=false", "commit",
      "--quiet", "--author", identity, "--message", message)
    guard committed.isSuccess else { throw .git(committed.errors) }
    return true
  }

  /// Brings the commits to the branch at origin; never by force. What somebody else pushed there is merged.
  ///
  /// - Parameter credential: asked where the clone's own credentials do not suffice, for each call of git anew.
  package func push(
    with credential: (String) async -> Result<PushCredential, PushCredential.Fault> = { _ in .failure(.init("")) }
  ) async throws(WorktreeFault) {
    guard let branch else { return }
    guard clone.hasOrigin else { throw .hasNoOrigin(clone.directory) }
    for attempt in 1... {
      let answer = await clone.reach(
        ["push", "--quiet", "origin", "HEAD:refs/heads/\(branch)"], in: git, with: credential)
      if answer.isSuccess { return }
      let isBehind = answer.errors.contains("non-fast-forward") || answer.errors.contains("fetch first")
      guard isBehind, attempt < 4 else { throw .pushRefused(answer.errors) }
      _ = await clone.reach(["fetch", "--quiet", "origin", branch], in: git, with: credential)
      let merged = await git.run(
        "-c", "user.name=Signalbox", "-c", "user.email=signalbox@signalbox.invalid", "-c", "commit.gpgsign=false",
        "merge", "--quiet", "--no-edit", "FETCH_HEAD")
      guard merged.isSuccess else {
        _ = await git.run("merge", "--abort")
        throw .diverged(branch: branch)
      }
    }
  }

  /// Follows the branch at origin where nothing of our own is in the way.
  ///
  /// - Parameter credential: asked where a filter fetches what it keeps elsewhere, and may not.
  func takeInPushed(with credential: PushCredential.Source) async {
    guard let branch, await clone.hasCommit("refs/remotes/origin/\(branch)"), !(await isDirty) else { return }
    _ = await clone.reach(
      ["merge", "--quiet", "--ff-only", "refs/remotes/origin/\(branch)"], in: git, with: credential)
  }

  private func count(_ range: [String]) async -> Int? {
    let answer = await git.run(["rev-list", "--count"] + range)
    return answer.isSuccess ? Int(answer.output) : nil
  }
}
