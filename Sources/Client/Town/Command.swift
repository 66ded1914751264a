package import MissionCore
package import MissionStore

/// What an operator or an agent asks the town to change.
///
/// It travels as JSON in the body of a `.command` signal; the clerk answers with a ``Receipt`` under the signal's id.
/// Signals outlive an update of the program, so cases and labels are a stored format: add, never rename.
package enum Command: Codable, Sendable, Hashable {
  /// Starts a mission of the given identity, chosen by the sender so that sending it twice starts one mission. Planning
  /// has a receipt of its own, under the mission's id, when it first succeeded or first failed.
  ///
  /// `mode` says what becomes of it where no plan can be made; nil keeps it. `again` lets it carry issues that an
  /// active mission carries too; nil does as well, as it was before there was a choice.
  case missionStart(
    id: Identifier<Mission>, objectives: [Objective], policy: Policy, manifest: Manifest, mode: StartMode? = nil,
    again: Bool? = nil)
  /// Drops a mission that was only rehearsed.
  case missionDrop(Identifier<Mission>)
  /// Gives a mission an operator's note.
  case missionNote(mission: Identifier<Mission>, note: Identifier<Note>, sender: String, body: String)
  /// Stops a mission; by force it fails.
  case missionStop(mission: Identifier<Mission>, by: String, force: Bool)
  /// Lets a mission go on.
  case missionResume(mission: Identifier<Mission>, by: String)
  /// Lets an item pass its review gate.
  case missionApprove(mission: Identifier<Mission>, item: Identifier<WorkItem>, by: String)
  /// Registers an agent under an identity of the sender's choice. The receipt says which identity it has: an agent of
  /// the same name may be known already.
  case agentRegister(id: Identifier<Agent>, name: String, role: String?, specialties: [String])
  /// Removes an agent; what it holds goes to others.
  case agentRemove(Identifier<Agent>)
  /// An agent's worker ended or was stopped: it gets nothing until it registers again; what it holds goes to others.
  case agentStop(Identifier<Agent>)
  /// A sign of life.
  case agentHeartbeat(Identifier<Agent>)
  /// An agent asks for its task; the receipt carries it. One that asks over HTTP is told to report that way.
  case taskNext(agent: Identifier<Agent>, overHTTP: Bool? = nil)
  /// An agent reports a task as done, and may name the pull request that carries the work.
  case taskDone(
    task: Identifier<WorkTask>, report: WorkTask.Report, by: Reporter? = nil, pullRequest: String? = nil)
  /// An agent reports that it cannot do a task.
  case taskFail(task: Identifier<WorkTask>, reason: String, by: Reporter? = nil)
  /// An agent gives its task back: its account may do no more until then.
  case taskReturn(task: Identifier<WorkTask>, until: Timestamp, reason: String, by: Reporter)
  /// An agent's run is over: what it used, and its session.
  case taskUsage(task: Identifier<WorkTask>, usage: RunUsage, session: String?, by: Identifier<Agent>)
  /// An agent's worker pushed a branch for a task and wants a pull request for it.
  case pullRequestOpen(task: Identifier<WorkTask>, branch: String, text: String, by: Reporter)
  /// An agent's worker pushes a task's branch to an address, and wants a token for that under this name.
  case pushToken(task: Identifier<WorkTask>, url: String, file: String, by: Reporter)
  /// Begins a planned mission of the given identity, chosen by the sender. One of the same title that is not over
  /// stands in the way.
  case missionSet(id: Identifier<Mission>, title: String, text: String, policy: Policy, manifest: Manifest)
  /// Changes the plan of a mission.
  case plan(mission: Identifier<Mission>, change: PlanChange, by: String)
  /// Says something about an assertion of a mission.
  case state(mission: Identifier<Mission>, statement: Mission.Statement, by: Reporter)
  /// Gives an agent a token, by its digest, in place of the one it has; nil takes it away.
  case agentToken(agent: Identifier<Agent>, digest: String?)
  /// Puts a message into a mailbox.
  case send(Letter)
  /// Puts a dead delivery back into the stream, by its GUID or entry id.
  case deliveryReplay(String)
  /// Drops a dead delivery for good, by its GUID or entry id.
  case deliveryDiscard(String)
}
