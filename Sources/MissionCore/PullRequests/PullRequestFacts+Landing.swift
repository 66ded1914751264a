extension PullRequestFacts {
  /// What GitHub is to be asked about its landing; nil while it is open, where its merge commit is not told, and where
  /// it lands with the pull request whose branch it went into.
  var landingQuestion: Landing.Question? {
    guard let snapshot, snapshot.state == state, stackParent == nil else { return nil }
    switch state {
    case .merged:
      guard let commit = snapshot.mergeCommit else { return nil }
      return .init(reference: reference, commit: commit, branch: snapshot.base, isMerged: true)
    case .closed:
      return .init(reference: reference, commit: snapshot.head, branch: snapshot.base, isMerged: false)
    case .open, .unknown: return nil
    }
  }

  /// What GitHub answered to that question; nil while it has not.
  var currentLanding: Landing? {
    guard let landing, let question = landingQuestion, landing.commit == question.commit,
      landing.branch == question.branch
    else { return nil }
    return landing
  }

  /// When to ask where it landed; nil where there is nothing to ask any more.
  var landingDueAt: Timestamp? {
    guard let question = landingQuestion else { return nil }
    guard let landing = currentLanding else { return snapshot?.startedAt }
    // A pull request that was closed and brought nothing may still be brought by its bot a little later.
    if !question.isMerged, landing.lookedAt != nil { return nil }
    return landing.looks.nextAt
  }

  /// The pull request into whose branch it goes, or went; nil where it goes into a branch of its own standing.
  var stackParent: PullRequestReference? {
    guard let stackedOn, let snapshot, snapshot.base != snapshot.defaultBranch else { return nil }
    return stackedOn
  }
}
