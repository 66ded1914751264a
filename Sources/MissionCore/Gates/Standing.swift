/// Where an item stands before one gate.
struct Standing: Hashable, Sendable {
  /// Before which.
  let gate: Gate
  /// What the gate says.
  let verdict: Verdict
  /// The pull request it is about; nil where it is about the item as a whole.
  let pullRequest: PullRequestReference?
  /// What an agent that has reported waits for there, in a word or two; nil where its report has nothing to do with it.
  let word: String?
  /// Why a pull request of the item must not stay in a merge queue; nil while nothing known speaks against it.
  let objection: String?

  init(
    _ gate: Gate, _ verdict: Verdict, about pullRequest: PullRequestReference? = nil, word: String? = nil,
    objection: String? = nil
  ) {
    self.gate = gate
    self.verdict = verdict
    self.pullRequest = pullRequest
    self.word = word
    self.objection = objection
  }
}
