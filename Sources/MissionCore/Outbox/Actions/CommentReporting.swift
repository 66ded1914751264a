/// Writing or editing the mission's comment on an issue or a pull request.
struct CommentReporting: ActionKind {
  let report: StatusComment

  var description: String { "Reporting on \(report.target)" }
  var outlivesMission: Bool { true }
  var notice: ActionNotice { .none }

  func following(_ move: ReferenceMove) -> Action { .report(report.following(move)) }

  /// What is said is also said of what is over.
  func isWanted(by _: Mission, for _: Identifier<WorkItem>?, _: Judgement) -> Bool { true }

  func succeeded(as number: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    mission.conversation.noteWritten(report, as: number, at: turn.now)
  }

  func isSilent(about refusal: String, in mission: Mission) -> Bool {
    mission.conversation.comments[report.target]?.refusal == refusal
  }

  func refused(
    because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    mission.conversation.noteRefused(report, because: reason, at: turn.now)
  }
}
