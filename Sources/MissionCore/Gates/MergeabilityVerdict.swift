extension PullRequestFacts {
  /// Whether the pull request merges, by GitHub's own word.
  func mergeabilityVerdict() -> Verdict {
    if let snapshot = snapshotOfHead, snapshot.mergeability == .conflicting {
      return .acts(
        [
          Cause(
            key: .init(.conflict, on: reference), title: "The branch conflicts with \(snapshot.base): rebase it",
            link: snapshot.url,
            observedAt: snapshot.startedAt)
        ], "conflicts with \(snapshot.base)")
    }
    if isDraft { return .waits("it is a draft") }
    guard let snapshot = currentSnapshot else { return .unproven(staleness) }
    guard snapshot.mergeability == .mergeable else {
      return .waits("GitHub is computing mergeability" + (unknownMergeability > 8 ? " (for long)" : ""))
    }
    switch snapshot.mergeState {
    // What is in a merge queue is tried on the newest base; whatever is merged before it leaves its branch behind.
    case "behind" where snapshot.mergeQueue?.isEntered ?? false: return .passes("mergeable, in the merge queue")
    case "behind":
      return .acts(
        [
          Cause(
            key: .init(.behind, on: reference),
            title: "The branch is behind \(snapshot.base), which must be up to date: rebase it",
            link: snapshot.url, observedAt: snapshot.startedAt)
        ], "behind \(snapshot.base)")
    // Blocked and unstable speak of reviews and checks, which other watches look at.
    case "clean", "has_hooks", "unstable", "blocked": return .passes("mergeable")
    case "draft": return .waits("it is a draft")
    case "dirty", "unknown": return .waits("GitHub is computing mergeability")
    default: return .waits("GitHub calls its merge state '\(snapshot.mergeState)', which is not known")
    }
  }
}
