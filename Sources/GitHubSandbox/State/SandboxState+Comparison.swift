extension RepositoryRecord {
  /// How a commit stands to another one: what each has that the other lacks, the oldest first.
  struct Comparison {
    var ahead: [CommitRecord]
    var behindBy: Int

    /// GitHub's word for it.
    var status: String {
      switch (ahead.isEmpty, behindBy == 0) {
      case (true, true): "identical"
      case (false, true): "ahead"
      case (true, false): "behind"
      case (false, false): "diverged"
      }
    }
  }

  /// The commit that a branch's name or a commit's own name means.
  func commit(named name: String) -> String? { branches[name]?.sha ?? commits[name]?.sha }

  /// Compares two commits by their history.
  func compare(_ base: String, with head: String) -> Comparison {
    let (old, new) = (history(of: base), history(of: head))
    let known = Set(old.map(\.sha))
    let shown = Set(new.map(\.sha))
    return Comparison(
      ahead: new.filter { !known.contains($0.sha) }.reversed(), behindBy: old.count { !shown.contains($0.sha) })
  }

  /// A commit and all it was made upon, the nearest first.
  private func history(of sha: String) -> [CommitRecord] {
    var found: [CommitRecord] = []
    var seen: Set<String> = []
    var waiting = [sha]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard seen.insert(next).inserted, let commit = commits[next] else { continue }
      found.append(commit)
      waiting += commit.parents
    }
    return found
  }
}
