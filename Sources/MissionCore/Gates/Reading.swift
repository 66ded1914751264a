/// What the four watches say of a pull request. It never changes, and is kept once by all who have it.
final class Reading: Sendable {
  private let checks: Verdict
  private let bots: Verdict
  private let reviews: Verdict
  private let mergeability: Verdict
  /// Where the watches stand, in the words in which people are told of it. What is known to be open or wrong comes
  /// before what is merely being asked about.
  let standings: [Standing]
  private let watched: WatchedPullRequest
  private let moment: Moment

  /// Lets the watches look.
  init(of watched: WatchedPullRequest, at now: Timestamp) {
    var moment = Moment(now)
    checks = watched.verdict(of: .checks, &moment)
    bots = watched.verdict(of: .bots, &moment)
    reviews = watched.verdict(of: .reviews, &moment)
    mergeability = watched.verdict(of: .mergeability, &moment)
    self.moment = moment
    self.watched = watched
    let verdicts = [(WatchKind.checks, checks), (.bots, bots), (.reviews, reviews), (.mergeability, mergeability)]
    let all = verdicts.sorted { $0.0 < $1.0 }.map { Standing(of: watched.facts.reference, $0, $1) }
    standings = all.filter { !$0.verdict.isUnproven } + all.filter(\.verdict.isUnproven)
  }

  /// The head that they looked at; nil where none is known.
  var head: String? { watched.facts.head }

  /// What the watch of this kind says.
  subscript(kind: WatchKind) -> Verdict {
    switch kind {
    case .checks: checks
    case .bots: bots
    case .reviews: reviews
    case .mergeability: mergeability
    }
  }

  /// From when on the watches may say something else of the same.
  var until: Timestamp { moment.until }

  /// Whether the watches would say the same of the same at this time.
  func holds(at now: Timestamp) -> Bool { moment.answersHold(at: now) }

  /// Whether the watches would say the same if they looked at this now.
  func holds(of other: WatchedPullRequest, at now: Timestamp) -> Bool {
    holds(at: now) && watched == other
  }
}

extension Standing {
  fileprivate init(of reference: PullRequestReference, _ kind: WatchKind, _ verdict: Verdict) {
    self.init(
      .watch, verdict.worded { "pull request \(reference) \(kind.label): \($0)" }, about: reference, word: kind.word,
      objection: kind.objection(by: verdict))
  }
}

extension WatchKind {
  /// What it is called where people read it.
  package var label: String {
    switch self {
    case .checks: "CI check"
    case .bots: "review bots"
    case .reviews: "review"
    case .mergeability: "mergeability"
    }
  }

  /// What it watches, in a word or two.
  var word: String {
    switch self {
    case .checks: "ci"
    case .reviews: "reviews"
    case .bots: "review bots"
    case .mergeability: "mergeability"
    }
  }

  /// What a verdict says against leaving the pull request in a merge queue. Whether it merges there, the queue itself
  /// finds out.
  fileprivate func objection(by verdict: Verdict) -> String? {
    switch (self, verdict) {
    case (.mergeability, _): nil
    case (.checks, .mends(let text, _)), (.bots, .mends(let text, _)), (.reviews, .mends(let text, _)):
      "\(label): \(text)"
    case (.checks, _), (.bots, _), (.reviews, _): verdict.isWrong ? "\(label): \(verdict.text)" : nil
    }
  }
}
