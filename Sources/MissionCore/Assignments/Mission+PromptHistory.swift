/// The parts of a prompt that say what was tried, what people said about it, and for how long the task is the agent's.
extension Mission {
  /// How many earlier attempts and notes a prompt shows: the newest of each.
  private static var shownEntries: Int { 8 }

  /// Who worked on the item before, and what came of it.
  func earlierAttempts(before task: WorkTask, roster: AgentRoster, at now: Timestamp) -> String {
    let ended = tasksOf(task.item).filter { $0.id != task.id && !$0.isOpen && $0.startedAt != nil }
      .sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    let attempts = ended.suffix(Self.shownEntries).compactMap { ended -> String? in
      let outcome: (word: String, text: String)
      switch ended.state {
      case .completed(let report):
        // What was done well is told by the work itself; reviews stand among the causes.
        if case .work = ended.kind { return nil }
        outcome = (report.verdict.map { "said \($0.rawValue)" } ?? "was done", report.result)
      case .failed(let reason): outcome = ("failed", reason)
      case .cancelled(let reason): outcome = ("was taken back", reason)
      case .pending, .assigned, .running: return nil
      }
      let name = ended.lastHolder.map { UntrustedText.line(roster.name(of: $0), limit: 60) } ?? "an agent"
      let words = UntrustedText.quoted(outcome.text, limit: 600)
      return "- The \(ended.kind.word) by \(name) \(outcome.word), \(Self.age(of: ended.updatedAt, at: now))"
        + (outcome.text.isEmpty ? "" : ":\n\n\(words)\n")
    }
    return attempts.isEmpty ? "" : "## Earlier attempts\n\n" + attempts.joined(separator: "\n").trimmingSpaces()
  }

  /// What operators wrote to the mission that is for whoever works on the item.
  func operatorNotes(about item: WorkItem, at now: Timestamp) -> String {
    let meant = notes.values.filter { note in
      switch NoteDirective(note.body) {
      case .remark: true
      case .redirect(let name, _, let reason):
        !reason.isEmpty && name.map(item.isMeant) ?? true
      case .resume, .pause, .skip, .use, .incomplete: false
      }
    }.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    let shown = meant.suffix(Self.shownEntries).map { note in
      let sender = UntrustedText.line(note.sender, limit: 60)
      return
        "From \(sender), \(Self.age(of: note.createdAt, at: now)):\n\n\(UntrustedText.quoted(note.body, limit: 1_000))"
    }
    return shown.isEmpty ? "" : "## From the operator\n\n" + shown.joined(separator: "\n\n")
  }

  /// What the author said of the result that is to be reviewed.
  func authorReport(for task: WorkTask, roster: AgentRoster) -> String {
    guard case .review = task.kind else { return "" }
    let done = tasksOf(task.item).filter { !$0.isReview }.compactMap { ended -> (WorkTask, WorkTask.Report)? in
      if case .completed(let report) = ended.state { (ended, report) } else { nil }
    }
    guard let (last, report) = done.max(by: { ($0.0.updatedAt, $0.0.id) < ($1.0.updatedAt, $1.0.id) }) else {
      return ""
    }
    let name = last.lastHolder.map { UntrustedText.line(roster.name(of: $0), limit: 60) } ?? "the author"
    let proof = Proof.readable(report.proof ?? "")
    let parts = [("Result", report.result), ("Summary", report.summary ?? ""), ("Proof", proof)]
      .filter { !$0.1.isEmpty }
      .map { title, text in "\(title), as \(name) says:\n\n\(UntrustedText.quoted(text, limit: 3_000))" }
    return parts.isEmpty ? "" : "## From the author\n\n" + parts.joined(separator: "\n\n")
  }

  /// For how long the task is the agent's, and how it stays so.
  func leaseTerms(of task: WorkTask, _ way: ReportingWay) -> String {
    guard let lease = task.lease else { return "" }
    let minutes = max(1, header.policy.taskLeaseSeconds / 60)
    return """
      ## Lease

      The task is yours for \(minutes) minutes without a sign of life; then it goes to another agent. A sign of life:

          \(way.heartbeat(task, of: lease.agent))
      """
  }

  /// How long ago something was, for an agent.
  static func age(of moment: Timestamp, at now: Timestamp) -> String {
    let seconds = max(0, now.seconds(since: moment))
    return switch seconds {
    case ..<60: "just now"
    case ..<7_200: "\(seconds / 60) min ago"
    case ..<172_800: "\(seconds / 3_600) h ago"
    default: "\(seconds / 86_400) days ago"
    }
  }
}

extension WorkTask.Kind {
  /// What it is called in a sentence.
  fileprivate var word: String {
    switch self {
    case .work: "work"
    case .fix: "fix"
    case .review: "review"
    case .validate: "validation"
    }
  }
}
