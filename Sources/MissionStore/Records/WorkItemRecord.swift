package import MissionCore

/// WorkItem: a work item as the published layout has it, with `resolution` and what follows it beside.
package struct WorkItemRecord: Encodable, Sendable, Equatable {
  /// The item's identity.
  package let id: Identifier<WorkItem>
  /// Which mission it is of.
  package let missionID: Identifier<Mission>
  /// Its title, untrusted text.
  package let title: String
  /// `design`, `implement`, `test`, `review`, `mergegate` or `followup`.
  package let kind: WorkKind
  /// The items it waits for.
  package let dependsOn: [Identifier<WorkItem>]
  /// The role that should do it.
  @Nullable package var ownerRole: String?
  /// `pending`, `ready`, `assigned`, `running`, `blocked` (submitted or held) or `done`.
  package let status: String
  /// Who has it in hand, or last worked on it.
  @Nullable package var assignedTo: Identifier<Agent>?
  /// `task:ID` marks and results.
  package let artifacts: [String]
  /// Whether its review gate was passed on its current head by a task or an operator.
  package let isReviewerApproved: Bool
  /// Where it comes from: `owner/repo#N/#N`, as the published records write it, or a document's path.
  package let source: String
  /// When it was made.
  package let createdAt: String
  /// When it last changed.
  package let updatedAt: String
  /// How it was finished.
  @Nullable package var resolution: WorkItem.Resolution?
  /// Why it cannot go on without a person.
  @Nullable package var heldReason: String?
  /// Smaller numbers go first.
  package let priority: Int
  /// The milestone it belongs to.
  @Nullable package var milestone: String?
  /// The pull requests that carry it, `owner/repo#N`.
  package let pullRequests: [PullRequestReference]
  /// The issues outside the mission it waits for, `owner/repo#N`.
  package let outsideDependencies: [IssueReference]
  /// Its number in a planned mission, three digits or more.
  @Nullable package var number: String?
  /// What its agent should be good at, any of.
  package let specialty: [String]
  /// The goal it serves.
  @Nullable package var goal: String?
  /// The assertions it makes true.
  package let fulfills: [AssertionID]
  /// What showed that it is done.
  @Nullable package var proof: String?
  /// What others should know of it.
  @Nullable package var summary: String?
  /// The assertion it mends.
  @Nullable package var remediates: AssertionID?

  /// What the runs of its tasks used together; nil where none told.
  @Nullable package var usage: RunUsage?

  private enum CodingKeys: String, CodingKey {
    case id, title, kind, status, resolution, priority, milestone, usage
    case number, specialty, goal, fulfills, proof, summary, remediates
    case missionID = "mission_id"
    case dependsOn = "depends_on"
    case ownerRole = "owner_role"
    case assignedTo = "assigned_to"
    case artifacts = "artifact_refs"
    case isReviewerApproved = "reviewer_approved"
    case source = "source_ref"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case heldReason = "held_reason"
    case pullRequests = "pull_requests"
    case outsideDependencies = "outside_dependencies"
  }

  /// All that the record is made from: as long as that is the same, the record is.
  struct Basis: Equatable {
    let item: WorkItem
    let mission: Identifier<Mission>
    let isApproved: Bool
    let holder: Identifier<Agent>?
    let usage: RunUsage?

    init(_ item: WorkItem, of mission: Mission) {
      self.item = item
      self.mission = mission.id
      isApproved = mission.isApproved(item)
      holder = item.liveTask.flatMap { mission.tasks[$0]?.lease?.agent }
      usage = mission.usage(of: item.id)
    }
  }

  /// The record of an item of a mission.
  package init(_ item: WorkItem, of mission: Mission) { self.init(Basis(item, of: mission)) }

  init(_ basis: Basis) {
    let item = basis.item
    id = item.id
    missionID = basis.mission
    title = item.title
    kind = item.kind
    dependsOn = item.dependsOn
    status = item.state.word
    artifacts = item.artifacts
    isReviewerApproved = basis.isApproved
    source = item.sourceName
    createdAt = item.createdAt.jsonText
    updatedAt = item.updatedAt.jsonText
    priority = item.priority
    pullRequests = item.pullRequests
    outsideDependencies = item.outsideDependencies
    specialty = item.details?.specialties ?? []
    fulfills = item.details?.fulfills ?? []
    ownerRole = item.ownerRole
    assignedTo = basis.holder ?? item.author
    resolution = item.state.resolution
    heldReason = item.state.hold?.reason
    milestone = item.milestone
    number = item.details?.name
    goal = item.details?.goal
    proof = item.details?.proof
    summary = item.details?.summary
    remediates = item.details?.remediates?.assertion
    usage = basis.usage
  }
}

extension WorkItem.State {
  /// The state's word on the wire.
  package var word: String {
    switch self {
    case .pending: "pending"
    case .ready: "ready"
    case .assigned: "assigned"
    case .running: "running"
    case .submitted, .held: "blocked"
    case .done: "done"
    }
  }

  fileprivate var resolution: WorkItem.Resolution? {
    if case .done(let resolution) = self { return resolution }
    return nil
  }

  fileprivate var hold: WorkItem.Hold? {
    if case .held(let hold) = self { return hold }
    return nil
  }
}
