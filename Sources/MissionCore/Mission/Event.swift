/// What can happen to a mission. Everything comes in as one of these, whichever door it came through.
package enum Event: Hashable, Sendable {
  /// A fact about GitHub.
  case observed(Observation)
  /// Time has passed: leases, deadlines, repeats.
  case tick
  /// An agent that might be of use is free.
  case agentAvailable
  /// An agent asks for its task.
  case taskRequested(by: Identifier<Agent>, HandOver)
  /// An agent gave a sign of life.
  case heartbeat(Identifier<Agent>)
  /// An agent was removed or stopped.
  case agentLeft(Identifier<Agent>, reason: String)
  /// An agent reports a task as done.
  case taskDone(Identifier<WorkTask>, WorkTask.Report, by: Reporter)
  /// An agent reports that it cannot do a task.
  case taskFailed(Identifier<WorkTask>, reason: String, by: Reporter)
  /// What came of something that was to be done on GitHub.
  case errandEnded(Identifier<Errand>, ErrandOutcome)
  /// An operator's note.
  case note(Note)
  /// An operator lets an item pass its review gate on its current head.
  case approve(Identifier<WorkItem>, by: String)
  /// An operator stops the mission; by force it fails.
  case stop(by: String, force: Bool)
  /// An operator lets a stopped mission go on.
  case resume(by: String)
  /// Somebody changes a plan.
  case plan(PlanChange, by: String)
  /// Somebody says something about an assertion.
  case statement(Mission.Statement, by: Reporter)
}

/// What an operator wrote to a mission.
package struct Note: Hashable, Sendable, Codable {
  /// Its identity.
  package let id: Identifier<Note>
  /// Who wrote it.
  package let sender: String
  /// What it says.
  package let body: String
  /// When it was written.
  package let createdAt: Timestamp
  /// When it was applied or put aside.
  package internal(set) var processedAt: Timestamp?
  /// What came of it.
  package internal(set) var outcome: String?

  /// A note that waits to be applied.
  package init(id: Identifier<Note>, sender: String, body: String, createdAt: Timestamp) {
    self.id = id
    self.sender = sender
    self.body = body
    self.createdAt = createdAt
  }
}
