import FoundationEssentials
import Glibc

/// The worktrees of a clone, one folder for each item: made, found again, kept for fixes, removed.
package struct Worktrees: Sendable {
  private let clone: GitClone
  private let directory: String
  private let credential: PushCredential.Source
  private let say: @Sendable (String) -> Void

  /// The worktrees in a directory, which need not exist yet.
  ///
  /// - Parameters:
  ///   - credential: asked where the clone's own credentials do not suffice to fetch, for each call of git anew.
  ///   - say: told what is missing in a worktree that can be worked in all the same.
  package init(
    of clone: GitClone, in directory: String,
    fetchingWith credential: @escaping PushCredential.Source = { _ in .failure(.init("")) },
    saying say: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.clone = clone
    self.directory = directory
    self.credential = credential
    self.say = say
  }

  /// An author's worktree on a branch: the one that is there, else the branch as it was pushed, else a new one from the
  /// default branch.
  package func author(folder: String, branch: String) async throws(WorktreeFault) -> Worktree {
    let path = try place(folder)
    guard await clone.git.run("check-ref-format", "--branch", branch).isSuccess, !branch.hasPrefix("-") else {
      throw .badName(branch)
    }
    _ = await clone.refresh(with: credential)
    let base = await clone.base()
    let worktree = Worktree(path: path, branch: branch, base: base, clone: clone)
    if try await isThere(path) {
      await worktree.takeInPushed(with: credential)
      return worktree
    }
    if !(await clone.hasCommit("refs/heads/\(branch)")) {
      let isPushed = await clone.hasCommit("refs/remotes/origin/\(branch)")
      let made = await clone.git.run("branch", "--no-track", branch, isPushed ? "refs/remotes/origin/\(branch)" : base)
      // Apart from the worktree, and asked for again: what is tried anew because of a lock may have made it before.
      guard await clone.hasCommit("refs/heads/\(branch)") else { throw .git(made.errors) }
    }
    try await add([path, branch])
    await worktree.takeInPushed(with: credential)
    return worktree
  }

  /// A reviewer's worktree: the head under review, on no branch, with nothing of an earlier review.
  package func reviewer(folder: String, head: String) async throws(WorktreeFault) -> Worktree {
    let path = try place(folder)
    guard !head.isEmpty, head.allSatisfy(\.isHexDigit) else { throw .noSuchCommit(head) }
    if !(await clone.hasCommit(head)) {
      _ = await clone.reach(["fetch", "--quiet", "origin", head], timeout: .seconds(120), with: credential)
      if !(await clone.hasCommit(head)) { _ = await clone.refresh(with: credential) }
    }
    guard await clone.hasCommit(head) else { throw .noSuchCommit(head) }
    let worktree = Worktree(path: path, branch: nil, base: head, clone: clone)
    if try await isThere(path) {
      let git = clone.git.at(path)
      let moved = await clone.reach(
        ["checkout", "--quiet", "--force", "--detach", head], in: git, with: credential)
      guard moved.isSuccess else { throw .git(moved.errors) }
      _ = await git.run("clean", "-ffdq")
      return worktree
    }
    try await add(["--detach", path, head])
    return worktree
  }

  /// Removes the worktree of a folder, unless something in it would be lost: says why it is kept then.
  package func remove(folder: String) async throws(WorktreeFault) -> String? {
    let path = try place(folder)
    guard try await isThere(path) else { return nil }
    let worktree = Worktree(path: path, branch: nil, base: await clone.base(), clone: clone)
    if await worktree.isDirty { return "\(path) has changes that are not committed" }
    if await worktree.hasUnpushed { return "\(path) has commits that are not pushed" }
    // By force, because git takes submodules for changes; that nothing is changed was asked above.
    let answer = await clone.git.run("worktree", "remove", "--force", path)
    return answer.isSuccess ? nil : "\(path) could not be removed: \(answer.errors)"
  }

  private func add(_ words: [String]) async throws(WorktreeFault) {
    try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    _ = await clone.git.run("worktree", "prune")
    // A filter may fetch what it keeps elsewhere. What could not be made whole git has taken away again.
    let answer = await clone.reach(["worktree", "add", "--quiet"] + words, with: credential)
    guard answer.isSuccess else {
      let isTaken = ["already checked out", "already used by worktree", "locked worktree"].contains {
        answer.errors.contains($0)
      }
      throw isTaken ? .branchInUse(answer.errors) : .git(answer.errors)
    }
    guard let path = words.first(where: { $0.hasPrefix("/") }), access("\(path)/.gitmodules", F_OK) == 0 else { return }
    let modules = await clone.reach(
      ["submodule", "update", "--init", "--recursive", "--quiet"], in: clone.git.at(path), with: credential)
    if !modules.isSuccess { say("a submodule of \(path) could not be fetched and is empty: \(modules.errors)") }
  }

  /// Whether the worktree is there already; something else in its place is refused.
  private func isThere(_ path: String) async throws(WorktreeFault) -> Bool {
    guard access(path, F_OK) == 0 else { return false }
    let git = clone.git.at(path)
    let shared = await git.run("rev-parse", "--path-format=absolute", "--git-common-dir")
    let top = await git.run("rev-parse", "--show-toplevel")
    guard shared.isSuccess, shared.output == clone.sharedDirectory, top.output == Self.resolved(path) else {
      throw .folderTaken(path)
    }
    return true
  }

  /// A folder's path. A name that is no plain one leads nowhere.
  private func place(_ folder: String) throws(WorktreeFault) -> String {
    let isPlain = folder.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard isPlain, !folder.isEmpty, folder.count <= 100, !folder.hasPrefix("-") else { throw .badName(folder) }
    return "\(directory)/\(folder)"
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
