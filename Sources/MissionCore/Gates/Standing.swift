/// Where an item stands before one gate.
struct Standing: Hashable, Sendable {
  /// Before which.
  let gate: Gate
  /// What the gate says.
  let verdict: Verdict
  /// Why a pull request of the item must not stay in a merge queue; nil while nothing known speaks against it.
  let objection: String?

  init(_ gate: Gate, _ verdict: Verdict, objection: String? = nil) {
    self.gate = gate
    self.verdict = verdict
    self.objection = objection
  }
}
