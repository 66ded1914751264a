/// All that a mission must know of one kind of action: whom it is done to, how long it is wanted, and what follows from
/// GitHub's answer.
protocol ActionKind: CustomStringConvertible, Sendable {
  /// The pull request it is done to, if it is done to one; what is only said about it does nothing to it.
  var pullRequest: PullRequestReference? { get }

  /// Whether it is done also for a mission that is stopped or over: it says something, or takes back what the mission
  /// did.
  var outlivesMission: Bool { get }

  /// How its success is told in the mission's activity log.
  var notice: ActionNotice { get }

  /// The same under the names that things have now.
  func following(_ move: ReferenceMove) -> Action

  /// Whether the mission still wants it for the item it was decided for. What is under way already is guarded by its
  /// head.
  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _ judgement: Judgement) -> Bool

  /// It is done, now or before; `number` is GitHub's of what was written, where it says it.
  func succeeded(as number: Int?, in mission: inout Mission, for item: Identifier<WorkItem>?, _ turn: inout Turn)

  /// Whether a refusal needs no word in the activity log: the same was said before, or another is.
  func isSilent(about refusal: String, in mission: Mission) -> Bool

  /// GitHub said no.
  func refused(
    because reason: String, in mission: inout Mission, for item: Identifier<WorkItem>?, _ turn: inout Turn)
}

extension ActionKind {
  var pullRequest: PullRequestReference? { nil }
  var outlivesMission: Bool { false }
  var notice: ActionNotice { .progress }
  func isSilent(about refusal: String, in mission: Mission) -> Bool { false }
}
