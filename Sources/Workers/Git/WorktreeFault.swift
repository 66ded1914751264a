/// Why there is no worktree to work in, or its work could not go where it belongs.
package enum WorktreeFault: Error, Hashable, Sendable {
  /// The directory is in no git repository.
  case notARepository(String)
  /// Nothing was ever committed there.
  case hasNoCommits(String)
  /// The repository knows no remote `origin`.
  case hasNoOrigin(String)
  /// The folder of the worktree is something else.
  case folderTaken(String)
  /// A name would lead out of the directory of the worktrees.
  case badName(String)
  /// The branch is checked out elsewhere, or its worktree is locked.
  case branchInUse(String)
  /// The commit that is to be looked at cannot be found.
  case noSuchCommit(String)
  /// Files are in conflict.
  case unresolvedConflicts([String])
  /// Somebody else pushed to the branch, and both changed the same.
  case diverged(branch: String)
  /// The remote does not take the branch.
  case pushRefused(String)
  /// Git said something else.
  case git(String)
}

extension WorktreeFault: CustomStringConvertible {
  /// What is wrong and what helps, without a full stop.
  package var description: String {
    switch self {
    case .notARepository(let path):
      "\(path) is in no git repository (clone the repository and name it with --directory)"
    case .hasNoCommits(let path): "\(path) has no commit yet (push a first commit to its default branch)"
    case .hasNoOrigin(let path): "\(path) has no remote 'origin' (git remote add origin URL)"
    case .folderTaken(let path): "\(path) is no worktree of this clone (move it away)"
    case .badName(let name): "\(name) is no name for a worktree"
    case .branchInUse(let reason): "the branch cannot be checked out: \(reason) ('git worktree list' shows where it is)"
    case .noSuchCommit(let commit): "commit \(commit) cannot be fetched from origin"
    case .unresolvedConflicts(let files):
      "files are in conflict: \(files.prefix(5).joined(separator: ", ")) (resolve them and commit)"
    case .diverged(let branch):
      "somebody pushed to \(branch) what conflicts with this work (merge origin's branch and resolve it)"
    case .pushRefused(let reason): "origin does not take the branch: \(reason)"
    case .git(let reason): "git: \(reason)"
    }
  }
}
