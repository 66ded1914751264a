/// Writing or editing the mission's check run on a pull request's head.
struct CheckReporting: ActionKind {
  let report: StatusCheck

  var description: String { "Reporting by a check on \(report.pullRequest)" }
  var outlivesMission: Bool { true }
  var notice: ActionNotice { .none }

  func following(_ move: ReferenceMove) -> Action { .check(report.following(move)) }

  /// What is said is also said of what is over.
  func isWanted(by _: Mission, for _: Identifier<WorkItem>?, _: Judgement) -> Bool { true }

  func succeeded(as number: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    mission.conversation.noteWritten(report, as: number, at: turn.now)
  }

  /// It is said in words of its own, once.
  func isSilent(about _: String, in _: Mission) -> Bool { true }

  func refused(
    because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    guard mission.conversation.noteRefused(report, because: reason, at: turn.now) else { return }
    turn.remark("A check run may not be written (\(reason)): only a GitHub App may, so comments report instead")
  }
}
