/// Bringing the base's commits into a pull request's branch.
struct BranchUpdate: ActionKind {
  let reference: PullRequestReference
  let head: String

  var description: String { "Updating the branch of \(reference)" }
  var pullRequest: PullRequestReference? { reference }
  /// A branch that is behind again and again is no progress.
  var notice: ActionNotice { .remark }

  func following(_ move: ReferenceMove) -> Action { .updateBranch(move.moved(reference), head: head) }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _: Judgement) -> Bool {
    mission.openItem(item, on: reference) != nil && mission.pullRequests[reference]?.head == head
  }

  func succeeded(as _: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    mission.note(on: reference, at: head) { $0.noteUpdate(.accepted(at: turn.now)) }
  }

  func refused(because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {
    mission.note(on: reference, at: head) { $0.noteUpdate(.refused(reason)) }
  }
}
