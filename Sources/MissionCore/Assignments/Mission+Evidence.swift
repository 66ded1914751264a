/// What failed checks left behind is fetched once for each fix task, while its agent is being told of the task.
extension Mission {
  /// How many of a task's failed checks are looked into.
  private static var evidenceLimit: Int { 5 }
  /// How long a task waits for it before it is handed over without, in seconds.
  private static var evidenceSeconds: Int { 3 }

  /// What is still to be asked about the failed checks of a task.
  package func evidenceQuestions(of id: Identifier<WorkTask>) -> [CheckEvidence.Question] {
    guard let task = tasks[id], task.isOpen else { return [] }
    let known = Set((task.evidence ?? []).map(\.run))
    return task.causes.prefix(Self.evidenceLimit).compactMap { cause in
      guard let run = cause.run, !known.contains(run), let reference = cause.key.pullRequest,
        case .check(.checkRun, let app, let name) = cause.key.subject
      else { return nil }
      return CheckEvidence.Question(
        repository: reference.repository, run: run, name: name, isJob: app == "github-actions",
        base: pullRequests[reference]?.base)
    }
  }

  /// The tasks whose failed checks are to be looked into, and since when.
  var evidenceDue: [DueWork: Timestamp] {
    var due: [DueWork: Timestamp] = [:]
    for task in tasks.values where task.isFix && task.isOpen && !evidenceQuestions(of: task.id).isEmpty {
      due[.checkEvidence(task.id)] = task.createdAt
    }
    return due
  }

  /// Whether a task that nobody has taken yet had better wait a moment for the log of its failed job.
  func awaitsEvidence(_ task: WorkTask, at now: Timestamp) -> Bool {
    task.isUntaken && now < evidenceDeadline(of: task) && evidenceQuestions(of: task.id).contains { $0.isJob }
  }

  /// When tasks that wait for it are handed over without.
  var evidenceMoments: [Timestamp] {
    tasks.values.filter { $0.isFix && awaitsEvidence($0, at: header.lastTickAt) }.map(evidenceDeadline)
  }

  /// Takes in what was found about failed checks of a task. Its agent, which may have asked for the task meanwhile, is
  /// told that it can have it.
  mutating func takeInEvidence(_ evidence: [CheckEvidence], of id: Identifier<WorkTask>, _ turn: inout Turn) {
    guard let task = tasks[id], task.isOpen else { return }
    tasks.add(evidence, to: id)
    for found in evidence {
      guard let refusal = found.refusal, let cause = task.causes.first(where: { $0.run == found.run }),
        let reference = cause.key.pullRequest
      else { continue }
      pullRequests.note(refusal, of: found.run, on: reference)
    }
    if case .assigned(let lease) = task.state { turn.add(.wake(lease.agent)) }
  }

  /// Tells the agents of tasks that have waited long enough that they can have them.
  mutating func endWaitForEvidence(_ turn: inout Turn) {
    for task in tasks.values where task.isFix {
      guard case .assigned(let lease) = task.state, awaitsEvidence(task, at: header.lastTickAt),
        !awaitsEvidence(task, at: turn.now)
      else { continue }
      turn.add(.wake(lease.agent))
    }
  }

  private func evidenceDeadline(of task: WorkTask) -> Timestamp {
    task.createdAt.adding(seconds: Self.evidenceSeconds)
  }
}
