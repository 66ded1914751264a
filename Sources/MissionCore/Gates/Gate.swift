/// Something that a work item has to get past, and what it is about.
///
/// A new kind of gate is a case here, a file that says what it makes an item wait for, and one of `Mission.GateKind`.
enum Gate: Hashable, Sendable {
  /// What the item depends on is done.
  case dependency
  /// What its author called a pull request is known to be one, or none.
  case confirmation(PullRequestReference)
  /// A person has said which of several people's pull requests count.
  case choice
  /// Nothing that was found wrong is still to be mended.
  case fix(FixKind)
  /// A watch on one of its pull requests.
  case watch(WatchKind, PullRequestReference)
  /// Somebody else has approved its result.
  case review
  /// Its pull requests are merged.
  case merge
  /// One of its pull requests, which was merged, is where it belongs.
  case landing(PullRequestReference)
  /// The turn of its milestone has come.
  case milestone(String)
  /// What a milestone claims holds: asked by the milestone, for all its items at once.
  case assertion(AssertionID)

  /// The pull request it is about; nil where it is about the item as a whole.
  var pullRequest: PullRequestReference? {
    switch self {
    case .confirmation(let reference), .watch(_, let reference), .landing(let reference): reference
    case .dependency, .choice, .fix, .review, .merge, .milestone, .assertion: nil
    }
  }

  /// A step of an item's life that gates hold it from.
  enum Step: Hashable, Sendable {
    /// Being taken up by an agent.
    case begin
    /// Having its pull requests merged by the mission.
    case merge
    /// Being done.
    case completion
  }
}
