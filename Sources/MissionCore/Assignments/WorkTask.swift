/// One assignment to one agent: the thing an agent takes, does and reports on.
package struct WorkTask: Hashable, Sendable, Codable {
  /// What the agent is asked for.
  package enum Kind: Hashable, Sendable, Codable {
    /// Do the item.
    case work
    /// Mend what these causes name.
    case fix(FixKind)
    /// Judge the item's result on this head.
    case review(head: ReviewHead)
    /// Judge the assertions of this milestone, in this round.
    case validate(milestone: String, round: Int)
  }

  /// A task's life. Finished states never change again.
  package enum State: Hashable, Sendable, Codable {
    /// Made, waiting for an agent.
    case pending
    /// Handed to an agent that has not taken it yet; the lease ends at the given time.
    case assigned(Lease)
    /// Taken by the agent.
    case running(Lease)
    /// Reported as done.
    case completed(Report)
    /// Reported as failed.
    case failed(reason: String)
    /// Superseded or withdrawn.
    case cancelled(reason: String)
  }

  /// Who holds a task, and until when without a sign of life.
  package struct Lease: Hashable, Sendable, Codable {
    /// The holder.
    package var agent: Identifier<Agent>
    /// When the task is handed to another unless the holder shows up.
    package var endsAt: Timestamp
    /// What the holder shows to speak for the task; nil until it is taken.
    package var claim: String?

    init(agent: Identifier<Agent>, endsAt: Timestamp, claim: String? = nil) {
      self.agent = agent
      self.endsAt = endsAt
      self.claim = claim
    }
  }

  /// What an agent says about a finished task.
  package struct Report: Hashable, Sendable, Codable {
    /// The result in the agent's words; pull request references in it are watched.
    package var result: String
    /// Evidence.
    package var proof: String?
    /// What the agents of dependent items should know.
    package var summary: String?
    /// A reviewer's verdict.
    package var verdict: ReviewVerdict?
    /// Whether the agent says that there is no pull request; nil says nothing about it.
    package var hasNoPullRequest: Bool?
    /// What else its agent came upon: each becomes work of its own.
    package var discovered: [String]?

    /// One with its parts.
    package init(
      result: String, proof: String? = nil, summary: String? = nil, verdict: ReviewVerdict? = nil,
      discovered: [String]? = nil, hasNoPullRequest: Bool? = nil
    ) {
      self.result = result
      self.proof = proof
      self.summary = summary
      self.verdict = verdict
      self.discovered = discovered
      self.hasNoPullRequest = hasNoPullRequest
    }
  }

  /// A reviewer's verdict.
  package enum ReviewVerdict: String, Hashable, Sendable, Codable {
    /// The result may count.
    case approve
    /// It may not; the result's text says why.
    case reject
  }

  /// Its identity.
  package let id: Identifier<WorkTask>
  /// The item it is for; of a validation, what its milestone files it under.
  package let item: Identifier<WorkItem>
  /// What is asked for.
  package let kind: Kind
  /// When it was made.
  package let createdAt: Timestamp
  /// Where it stands.
  package internal(set) var state = State.pending
  /// When it last changed.
  package internal(set) var updatedAt: Timestamp
  /// When an agent took it.
  package internal(set) var startedAt: Timestamp?
  /// A report that counts once GitHub has shown the pull request it claims; nil while there is none.
  package internal(set) var claim: PullRequestClaim?
  /// What is to be mended; empty unless it is a fix.
  package internal(set) var causes: [Cause] = []
  /// The only agent it may go to, by an operator's word.
  package internal(set) var reservedFor: Identifier<Agent>?
  /// Agents it must not go to while another one fits (they let it go, or are its author).
  package internal(set) var avoids: Set<Identifier<Agent>> = []
  /// What its failed checks left behind, as far as that was fetched; nil before anything was.
  package internal(set) var evidence: [CheckEvidence]?
  /// When it may be handed out first, after what failed before it; nil at once.
  package internal(set) var notBefore: Timestamp?
  /// What its run used, as far as that was told.
  package internal(set) var usage: RunUsage?
  /// The session of its run, which a further run of the same agent can go on with.
  package internal(set) var session: String?
  /// Who finished or last held it.
  package internal(set) var lastHolder: Identifier<Agent>?

  init(id: Identifier<WorkTask>, item: Identifier<WorkItem>, kind: Kind, createdAt: Timestamp) {
    self.id = id
    self.item = item
    self.kind = kind
    self.createdAt = createdAt
    updatedAt = createdAt
  }

  /// The lease of a task that somebody holds.
  package var lease: Lease? {
    switch state {
    case .assigned(let lease), .running(let lease): lease
    case .pending, .completed, .failed, .cancelled: nil
    }
  }

  /// Who holds it, or held it last.
  package var assignee: Identifier<Agent>? { lease?.agent ?? lastHolder }

  /// Whether it may be handed out now: after a failure not before a pause, unless an operator gave it to somebody.
  func isDue(at now: Timestamp) -> Bool {
    guard let notBefore, reservedFor == nil else { return true }
    return notBefore <= now
  }

  /// Whether it may still be worked on.
  package var isOpen: Bool {
    switch state {
    case .pending, .assigned, .running: true
    case .completed, .failed, .cancelled: false
    }
  }

  /// Whether no agent has taken it yet, so that it can be changed or withdrawn without losing work.
  package var isUntaken: Bool {
    switch state {
    case .pending, .assigned: true
    case .running, .completed, .failed, .cancelled: false
    }
  }

  /// Whether the one table of transitions allows the change.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    case (.pending, .assigned), (.pending, .cancelled): true
    // What is redirected, returned or left lying is cancelled and made anew; `task done` without `task next`
    // completes an assigned one.
    case (.assigned, .running), (.assigned, .completed), (.assigned, .failed), (.assigned, .cancelled): true
    case (.running, .running), (.running, .completed), (.running, .failed), (.running, .cancelled): true
    case (.pending, _), (.assigned, _), (.running, _), (.completed, _), (.failed, _), (.cancelled, _): false
    }
  }

  /// Moves along the one table of transitions.
  mutating func become(_ next: State, at now: Timestamp) {
    precondition(Self.mayBecome(next, from: state), "Invalid task transition: \(state) to \(next)")
    if let lease { lastHolder = lease.agent }
    state = next
    updatedAt = now
  }
}

extension WorkTask.Report {
  /// Longest text of each kind that is kept, in bytes of UTF-8.
  package static let longestText = 64 << 10

  /// Why its proof is not taken; nil for words and for JSON that can be read.
  var proofFault: ProofFault? {
    guard let proof else { return nil }
    do throws(ProofFault) {
      _ = try Proof(proof)
      return nil
    } catch {
      return error
    }
  }

  /// The report with its texts cut to what is kept, and whether anything was cut.
  func capped() -> (report: WorkTask.Report, isCut: Bool) {
    var report = self
    report.result = result.cut(at: Self.longestText)
    report.proof = proof?.cut(at: Self.longestText)
    report.summary = summary?.cut(at: Self.longestText)
    return (report, report != self)
  }
}

extension WorkTask {
  /// The text of the task's record: its first line is what other tools show.
  package func description(title: String?, source: String?, of mission: Identifier<Mission>) -> String {
    let label =
      switch kind {
      case .work: "[Mission Work Item]"
      case .fix(.reviewTask): "[Mission Fix]"
      case .fix: "[Mission Fix Required]"
      case .review: "[Mission Review]"
      case .validate: "[Mission Validation]"
      }
    if let milestone { return "\(label) \(milestone)\n\nMission: \(mission)\nMilestone: \(milestone)" }
    var lines = ["\(label) \(UntrustedText.line(title ?? ""))", "", "Mission: \(mission)", "Work item: \(item)"]
    lines.append("Source: \(source ?? "unknown")")
    for cause in causes { lines.append("Reason: \(UntrustedText.line(cause.title))") }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The beginning that fits into so many bytes of UTF-8, ending at a character's end.
  fileprivate func cut(at bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: bytes)
    while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
