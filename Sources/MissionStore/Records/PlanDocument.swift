package import MissionCore

/// What a planned mission has beside its items, for `mission status --json`.
package struct PlanDocument: Encodable, Sendable {
  /// One milestone with how far it is.
  package struct Stage: Encodable, Sendable {
    /// How many of its tasks are done.
    package struct Tasks: Encodable, Sendable {
      let done: Int
      let total: Int
    }

    /// How many of its assertions stand where.
    package struct Validation: Encodable, Sendable {
      let passing: Int
      let failing: Int
      let pending: Int
      let blocked: Int
      let waived: Int
    }

    let id: String
    let title: String
    let description: String
    let sequence: Int
    let status: String
    let tasks: Tasks
    let validation: Validation

    /// A milestone of a mission.
    package init(_ milestone: Milestone, of mission: Mission) {
      id = milestone.id
      title = milestone.title
      description = milestone.text
      sequence = milestone.sequence
      status = milestone.state.word
      let items = mission.items.values.filter { $0.milestone == milestone.id }
      tasks = Tasks(done: items.count(where: \.isDone), total: items.count)
      let gated = mission.assertions(gating: milestone.id)
      let count = { (status: Assertion.Status) in gated.count { $0.status == status } }
      validation = Validation(
        passing: count(.passing), failing: count(.failing), pending: count(.pending), blocked: count(.blocked),
        waived: count(.waived))
    }
  }

  /// One thing that was said about an assertion.
  package struct Said: Encodable, Sendable {
    let status: String
    let evidence: String
    let by: String
    let at: String
    let round: Int
    let heads: [String]
  }

  /// One assertion with all that was said about it.
  package struct Checked: Encodable, Sendable {
    let id: AssertionID
    let claim: String
    @Nullable var group: String?
    let status: String
    @Nullable var evidence: String?
    @Nullable var verifiedBy: String?
    @Nullable var verifiedAt: String?
    let round: Int
    @Nullable var milestone: String?
    let coveredBy: [String]
    let history: [Said]

    private enum CodingKeys: String, CodingKey {
      case id, claim, group, status, evidence, round, milestone, history
      case verifiedBy = "verified_by"
      case verifiedAt = "verified_at"
      case coveredBy = "covered_by"
    }

    init(_ assertion: Assertion, milestone: String?, coveredBy numbers: [Int]) {
      id = assertion.id
      claim = assertion.claim.text
      status = assertion.status.rawValue
      round = assertion.lastVerdict?.round ?? 0
      coveredBy = numbers.map(TaskDetails.name)
      history = assertion.history.map { verdict in
        Said(
          status: verdict.word.rawValue, evidence: verdict.evidence, by: verdict.by, at: verdict.at.jsonText,
          round: verdict.round, heads: verdict.heads)
      }
      group = assertion.claim.group
      evidence = assertion.lastVerdict?.evidence
      verifiedBy = assertion.lastVerdict?.by
      verifiedAt = assertion.lastVerdict?.at.jsonText
      self.milestone = milestone
    }
  }

  /// The mission's title.
  package let title: String
  /// What it is for.
  package let description: String
  /// `planning`, `active` or `complete`.
  package let phase: String
  /// Its milestones, in order.
  package let milestones: [Stage]
  /// Its assertions, in the order of the contract.
  package let assertions: [Checked]

  /// The document of a mission's plan; nil where it has none.
  package init?(_ mission: Mission) {
    guard let plan = mission.plan else { return nil }
    title = plan.title
    description = plan.text
    phase = plan.phase.rawValue
    milestones = plan.milestones.map { Stage($0, of: mission) }
    let places = mission.gatingMilestones
    let covered = Dictionary(mission.coverage.entries.map { ($0.id, $0.numbers) }) { first, _ in first }
    assertions = plan.assertions.map {
      Checked($0, milestone: places[$0.id], coveredBy: covered[$0.id] ?? [])
    }
  }
}
