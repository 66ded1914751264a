/// What the watches say at one moment: judged once for a turn, then looked up by everything that decides in it.
struct Judgement {
  /// The moment.
  let now: Timestamp
  private var verdicts: [PullRequestReference: [WatchKind: Verdict]] = [:]

  init(at now: Timestamp) { self.now = now }

  /// What was judged of the pull request; nil where it was not looked at.
  subscript(kind: WatchKind, reference: PullRequestReference) -> Verdict? {
    get { verdicts[reference]?[kind] }
    set { verdicts[reference, default: [:]][kind] = newValue }
  }
}
