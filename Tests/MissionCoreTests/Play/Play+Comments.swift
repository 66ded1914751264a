@testable import MissionCore

extension Play {
  /// A comment with these commands.
  func comment(
    _ commands: String..., comment: Int = 100, under target: String = "1",
    by author: Account = Account(login: "carol", isBot: false), at time: Timestamp? = nil
  ) -> CommandComment {
    CommandComment(
      target: references(target)[0], id: comment, author: author, hasSay: true, isByApp: false,
      commands: commands.map { CommentCommand($0) }, sighting: .created, createdAt: time ?? now,
      updatedAt: time ?? now)
  }

  /// Somebody writes a comment with these commands.
  mutating func commands(
    _ commands: String..., comment: Int = 100, under target: String = "1",
    by author: Account = Account(login: "carol", isBot: false), at time: Timestamp? = nil,
    _ change: (inout CommandComment) -> Void = { _ in }
  ) {
    var written = self.comment(comment: comment, under: target, by: author, at: time)
    written.commands = commands.map { CommentCommand($0) }
    change(&written)
    observes(.command(written))
  }

  /// GitHub says what somebody may do.
  mutating func rights(_ login: String, _ right: CommandRight) {
    observes(.commandRight(of: login, in: shop, right))
  }

  /// The reactions that are wanted, by comment.
  var reactions: [String] {
    mission.outbox.pending.values.compactMap { pending in
      guard case .react(_, let comment, let reaction) = pending.action else { return nil }
      return "\(reaction.rawValue) on \(comment)"
    }.sorted()
  }

  /// The reports that are to be written, by what they stand under.
  var reports: [IssueReference: PendingAction] {
    mission.outbox.pending.values.reduce(into: [:]) { reports, pending in
      if case .report(let report) = pending.action { reports[report.target] = pending }
    }
  }

  /// Every report that is due is written, under this number.
  mutating func writesReports(as number: Int) {
    for pending in mission.outbox.pending.values.sorted(by: { $0.id < $1.id }) where pending.attempts.nextAt <= now {
      happens(.actionEnded(pending.id, .written(number)))
    }
  }
}

extension PendingAction {
  /// What it would write.
  var report: Report? {
    if case .report(let report) = action { report } else { nil }
  }
}
