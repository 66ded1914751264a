extension Mission {
  /// Asks a validator for what is to be checked: one task at a time for each milestone.
  mutating func askValidator(_ id: String, _ turn: inout Turn) {
    guard let milestone = plan?.milestone(id), openTasksOf(milestone.subject).isEmpty else { return }
    guard milestone.failedValidations < Self.validationAttempts else {
      return hold(id, "its validation was given up \(Self.validationAttempts) times", &turn)
    }
    // A validator that left gets a successor in the same round.
    if milestone.state != .validating {
      plan?.change(id) { $0.beginRound(at: turn.now) }
    }
    let round = plan?.milestone(id)?.round ?? 1
    var task = WorkTask(
      id: header.identifiers.next(), item: milestone.subject, kind: .validate(milestone: id, round: round),
      createdAt: turn.now)
    for earlier in tasksOf(milestone.subject) {
      if earlier.kind == task.kind, let holder = earlier.lastHolder { task.avoids.insert(holder) }
    }
    tasks.add(task)
    turn.log("Validation task \(task.id) created for milestone \(id), round \(round)")
  }

  /// How often a validator may give up before a person is asked.
  private static var validationAttempts: Int { 3 }

  /// Withdraws a milestone's open validation.
  mutating func cancelValidations(of milestone: Milestone, reason: String, _ turn: inout Turn) {
    for task in openTasksOf(milestone.subject) {
      // Whoever has given the last verdict is done, not superseded.
      if case .running(let lease) = task.state {
        tasks.complete(task.id, .init(result: "every assertion has a verdict"), at: turn.now)
        turn.add(.release(lease.agent, completed: true))
      } else {
        cancel(task.id, reason: reason, &turn)
      }
    }
  }

  /// Hands open validations to validators; to reviewers where none is registered. Never to an author.
  mutating func assignValidations(_ turn: inout Turn) {
    for task in tasks.waitingValidations {
      let authors = authorsChecked(by: task)
      let fitting = turn.roster.idle.filter { agent in
        mayValidate(role: agent.role, turn.roster) && !authors.contains(agent.id)
          && (task.reservedFor == nil || task.reservedFor == agent.id)
      }
      let preferred = fitting.filter { !task.avoids.contains($0.id) }
      let candidates = preferred.isEmpty ? fitting : preferred
      guard let agent = candidates.min(by: { ($0.lastActiveAt, $0.id) < ($1.lastActiveAt, $1.id) }) else { continue }
      assign(task, to: agent, &turn)
    }
  }

  /// Whether agents of a role may validate: validators, and reviewers where no validator lives.
  func mayValidate(role: String, _ roster: AgentRoster) -> Bool {
    let lane = Lane(role: role)
    let hasValidator = roster.livingRoles.contains { Lane(role: $0) == .validator }
    return lane == .validator || (lane == .reviewer && !hasValidator)
  }

  /// Everybody who worked on what a validation looks at.
  func authorsChecked(by task: WorkTask) -> Set<Identifier<Agent>> {
    guard let id = task.milestone else { return [] }
    let checked = Set(assertions(gating: id).map(\.id))
    let claiming = items.values.filter { item in
      item.milestone == id || item.details.map { !checked.isDisjoint(with: $0.fulfills) } ?? false
    }
    return Set(claiming.flatMap(\.contributors))
  }

  /// The names that a validation still has to speak about.
  func unanswered(by task: WorkTask) -> [AssertionID] {
    guard let id = task.milestone else { return [] }
    return assertions(gating: id).filter { $0.status == .pending }.map(\.id)
  }

  /// A word about an assertion.
  package enum Statement: Hashable, Sendable, Codable {
    /// A validator's or operator's verdict.
    case verdict(AssertionID, AssertionVerdict.Word, evidence: String)
    /// An operator lets it pass unchecked.
    case waive(AssertionID, reason: String)
    /// An operator wants it checked again.
    case reopen(AssertionID, reason: String)

    /// What it is about.
    package var id: AssertionID {
      switch self {
      case .verdict(let id, _, _), .waive(let id, _), .reopen(let id, _): id
      }
    }
  }

  /// Takes in what somebody says about an assertion.
  mutating func hear(_ statement: Statement, by reporter: Reporter, _ turn: inout Turn) -> Reply {
    guard let plan, !isOver else {
      return .refused(
        Refusal(.notFound, "there is no plan to validate", hint: "'signalbox mission list' shows what runs"))
    }
    guard plan.assertion(statement.id) != nil else {
      return .refused(
        Refusal(
          .notFound, "\(statement.id) is not in the contract", hint: "'signalbox validate coverage' lists the contract")
      )
    }
    guard plan.phase == .active else {
      return .refused(
        Refusal(
          .invalid, "the mission is still being planned", hint: "'signalbox mission plan-complete' begins the work"))
    }
    let milestone = gatingMilestones[statement.id].flatMap { plan.milestone($0) }
    switch speaker(reporter, of: milestone, turn.roster) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let name): return take(statement, about: milestone, by: name, isOperator: reporter.isConductor, &turn)
    }
  }

  private mutating func take(
    _ statement: Statement, about milestone: Milestone?, by name: String, isOperator: Bool, _ turn: inout Turn
  ) -> Reply {
    let id = statement.id
    let word: AssertionVerdict.Word
    let evidence: String
    switch statement {
    case .verdict(_, let given, let text): (word, evidence) = (given, text)
    case .waive(_, let reason): (word, evidence) = (.waived, reason)
    case .reopen(_, let reason): (word, evidence) = (.reopened, reason)
    }
    switch word {
    case .waived, .reopened, .stale:
      guard isOperator else {
        return .refused(
          Refusal(
            .forbidden, "only an operator waives or reopens \(id)", hint: "say what is wrong with --status blocked"))
      }
    case .passing, .failing, .blocked: break
    }
    let verdict = AssertionVerdict(
      round: milestone?.round ?? 0, word: word, evidence: evidence, by: name, at: turn.now, heads: heads(claiming: id))
    plan?.change(id) { $0.take(verdict) }
    turn.log("\(id) is \(word.rawValue), says \(name)")
    guard let milestone else { return .done("\(id) recorded as \(word.rawValue)") }
    if isOperator, word == .waived || word == .reopened {
      plan?.change(milestone.id) { $0.forgiveFailures() }
    }
    return .done("\(id) recorded as \(word.rawValue)")
  }

  /// Who speaks about a milestone's assertions, by name: an operator, or the holder of its validation.
  private func speaker(
    _ reporter: Reporter, of milestone: Milestone?, _ roster: AgentRoster
  ) -> Result<String, Refusal> {
    if case .conductor(let name) = reporter { return .success(name) }
    let task = milestone.flatMap { openTasksOf($0.subject).first { $0.lease != nil } }
    guard let task, let lease = task.lease else {
      return .failure(
        Refusal(
          .forbidden, "nobody was asked to validate this now",
          hint: "verdicts come from the validation's holder or an operator"))
    }
    if let objection = reporter.objection(toSpeakingFor: task) { return .failure(objection) }
    return .success(roster.name(of: lease.agent))
  }

  private func heads(claiming id: AssertionID) -> [String] {
    let references = Set(
      items.values.filter { $0.details?.fulfills.contains(id) ?? false }.flatMap(\.pullRequests))
    return references.sorted().compactMap { reference in pullRequests[reference]?.head.map { "\(reference)@\($0)" } }
  }
}

extension Reporter {
  /// Whether an operator speaks.
  fileprivate var isConductor: Bool {
    switch self {
    case .conductor: true
    case .claim, .agent, .record, .unnamed: false
    }
  }
}

extension WorkTask {
  /// The milestone a validation is of; nil for any other task.
  package var milestone: String? {
    switch kind {
    case .validate(let milestone, _): milestone
    case .work, .fix, .review: nil
    }
  }

  /// Whether it is a validation.
  package var isValidation: Bool { milestone != nil }
}
