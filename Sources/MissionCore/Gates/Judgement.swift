/// What the watches say at one moment: judged once for a turn, then looked up by everything that decides in it.
struct Judgement {
  /// The moment.
  let now: Timestamp
  private(set) var readings: [PullRequestReference: Reading] = [:]

  init(at now: Timestamp) { self.now = now }

  /// What was read before, where only a part of it is read anew.
  init(at now: Timestamp, after former: Readings) {
    self.now = now
    readings = former.elements
  }

  /// What was judged of the pull request; nil where it was not looked at.
  subscript(reference: PullRequestReference) -> Reading? {
    get { readings[reference] }
    set { readings[reference] = newValue }
  }
}
