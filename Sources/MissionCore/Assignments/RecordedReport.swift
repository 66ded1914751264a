/// What another tool wrote into a task's record, or about it into the conductor's mailbox: agents that it runs report
/// in no other way.
package struct RecordedReport: Hashable, Sendable {
  /// What it says.
  package enum Word: Hashable, Sendable, Codable {
    /// The agent works on the task.
    case taken
    /// The agent has done it, with this result.
    ///
    /// - Parameter isCounted: whether the agent's own record counts it already.
    case completed(result: String, isCounted: Bool)
    /// The agent could not do it.
    case failed(reason: String)
  }

  /// The task.
  package var task: Identifier<WorkTask>
  /// The agent; nil where that is not said.
  package var agent: Identifier<Agent>?
  /// What is said.
  package var word: Word

  /// A report with its parts.
  package init(task: Identifier<WorkTask>, agent: Identifier<Agent>?, word: Word) {
    self.task = task
    self.agent = agent
    self.word = word
  }
}

extension Mission {
  /// Takes in what another tool wrote, as if the agent had reported it here: every gate applies, and nothing counts
  /// twice.
  ///
  /// Whoever wrote it hears of no refusal and has gone on. So what is refused is a failure with its reason: the work is
  /// offered again, and never counts as done.
  mutating func takeIn(_ report: RecordedReport, _ turn: inout Turn) -> Reply {
    guard let task = tasks[report.task], let holder = task.lease?.agent else { return .done("noted") }
    let agent = report.agent ?? holder
    guard agent == holder else {
      turn.remark(
        "The record of task \(task.id) was written by \(turn.roster.name(of: agent)), who does not hold it: it does not count"
      )
      return .done("noted")
    }
    switch report.word {
    case .taken:
      if task.isUntaken { take(task, by: agent, claim: nil, &turn) }
      return .done("noted")
    case .failed(let reason): return fail(task.id, reason: reason, by: .record, &turn)
    case .completed(let result, let isCounted):
      let reply = complete(
        task.id, WorkTask.Report(result: result), by: .record, isCounted: isCounted, &turn)
      guard case .refused(let refusal) = reply else { return reply }
      return fail(
        task.id, reason: "it was recorded as completed, which does not count: \(refusal.message)", by: .record, &turn)
    }
  }
}
