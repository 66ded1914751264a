/// Who says something about a task.
///
/// Task identities follow from the mission's public one, so knowing a task's proves nothing: what an agent says of it
/// counts with the claim that was handed out with the task.
package enum Reporter: Hashable, Sendable, Codable {
  /// Whoever holds this claim.
  case claim(String)
  /// An agent that shows no claim: believed only of what was handed to it and not taken yet.
  case agent(Identifier<Agent>)
  /// The operator, whom the missions call the conductor and who says so; by name.
  case conductor(String)
  /// The town's own records: whoever may write there may say anything, and shows no claim.
  case record
  /// Nobody said who.
  case unnamed
}

extension Reporter {
  /// Why the reporter may not speak for a task that is held by this lease; nil when it may.
  package func objection(toSpeakingFor task: WorkTask) -> Refusal? {
    guard let lease = task.lease else { return nil }
    let name = task.id.text.prefix(8)
    switch self {
    case .conductor:
      guard case .review = task.kind else { return nil }
      return Refusal(
        .forbidden, "the verdict of review task \(name) is its reviewer's",
        hint: "'signalbox mission approve' lets an item pass by an operator's word")
    case .claim(let claim):
      // What was taken before claims were handed out has none; what nobody has taken has none yet.
      guard let expected = lease.claim else { return task.isUntaken ? Self.notTaken(name) : nil }
      guard claim != expected else { return nil }
      return Refusal(
        .forbidden, "the claim is not that of task \(name)",
        hint: "report with the claim that 'signalbox task next' handed out with it")
    case .agent(let agent):
      guard agent == lease.agent else {
        return Refusal(
          .forbidden, "task \(name) is another agent's",
          hint: "'signalbox task next' hands out your own; an operator says --as-operator")
      }
      return lease.claim == nil ? nil : Self.claimMissing(name)
    case .record: return nil
    case .unnamed:
      if task.isUntaken { return Self.notTaken(name) }
      return lease.claim == nil ? nil : Self.claimMissing(name)
    }
  }

  private static func notTaken(_ name: Substring) -> Refusal {
    Refusal(
      .forbidden, "task \(name) was not taken yet: only its agent or an operator may report on it",
      hint: "take it with 'signalbox task next --agent NAME', or say --as-operator")
  }

  private static func claimMissing(_ name: Substring) -> Refusal {
    Refusal(
      .forbidden, "task \(name) was handed out with a claim, and the report has none",
      hint: "say --claim with what 'signalbox task next' printed, or --as-operator if you are the operator")
  }
}
