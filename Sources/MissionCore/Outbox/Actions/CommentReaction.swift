/// Reacting to a comment: the receipt of a command.
struct CommentReaction: ActionKind {
  let repository: RepositoryName
  let comment: Int
  let reaction: Reaction

  var description: String { "Reacting with \(reaction.rawValue) to comment \(comment) in \(repository)" }
  var outlivesMission: Bool { true }
  var notice: ActionNotice { .none }

  func following(_ move: ReferenceMove) -> Action { .react(move.moved(repository), comment: comment, reaction) }

  /// What is said is also said of what is over.
  func isWanted(by _: Mission, for _: Identifier<WorkItem>?, _: Judgement) -> Bool { true }

  func succeeded(as _: Int?, in _: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {}

  func refused(because _: String, in _: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {}
}
