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
    showsCommands()
  }

  /// GitHub says what somebody may do; of a writer's comments it shows what the webhook said of them.
  mutating func rights(_ login: String, _ right: CommandRight, in repository: RepositoryName = shop) {
    observes(.commandRight(of: login, in: repository, right))
    showsCommands()
  }

  /// GitHub shows every comment that is asked about as it was told, its words changed last by this account, if by one.
  mutating func showsCommands(editedBy editor: Account? = nil, _ change: (CommandEvidence) -> CommandEvidence = { $0 })
  {
    for case .commandComment(let comment, let repository) in mission.dueWork.keys {
      let told = mission.conversation.waiting.values.filter { $0.comment == comment }
      guard let first = told.first else { continue }
      let evidence = CommandEvidence.written(
        author: Account(login: first.author, isBot: false), editor: editor, isByApp: false, target: first.target,
        commands: told.map(\.command))
      observes(.commandEvidence(comment: comment, in: repository, change(evidence)))
    }
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
  var report: StatusComment? {
    if case .report(let report) = action { report } else { nil }
  }
}
