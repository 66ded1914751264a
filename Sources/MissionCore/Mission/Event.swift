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
  /// An agent was removed.
  case agentLeft(Identifier<Agent>, reason: String)
  /// An agent's worker ended or was stopped: it gets nothing until it registers again.
  case agentStopped(Identifier<Agent>)
  /// An agent reports a task as done.
  case taskDone(Identifier<WorkTask>, WorkTask.Report, by: Reporter)
  /// An agent reports a task as done, and claims that this pull request carries the work. GitHub is asked before it
  /// counts: where that takes time, the answer is an effect under the signal's name.
  case taskClaimed(Identifier<WorkTask>, WorkTask.Report, pullRequest: String, by: Reporter, answering: String)
  /// An agent reports that it cannot do a task.
  case taskFailed(Identifier<WorkTask>, reason: String, by: Reporter)
  /// An agent gives its task back: its account may do no more until then.
  case taskReturned(Identifier<WorkTask>, until: Timestamp, reason: String, by: Reporter)
  /// Another tool wrote into the town's records what its agent says of a task.
  case recorded(RecordedReport)
  /// An agent's run is over: what it used, and the session it can go on with.
  case taskAccounted(Identifier<WorkTask>, RunUsage, session: String?, by: Identifier<Agent>)
  /// An agent pushed a branch for its task, and wants a pull request for it that says this.
  case pullRequestWanted(Identifier<WorkTask>, branch: String, text: String, by: Reporter)
  /// What came of something that was to be done on GitHub.
  case actionEnded(Identifier<PendingAction>, ActionOutcome)
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
