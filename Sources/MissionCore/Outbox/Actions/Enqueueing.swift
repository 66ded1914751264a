/// Putting a pull request into its base branch's merge queue.
struct Enqueueing: ActionKind {
  let reference: PullRequestReference
  let head: String

  var description: String { "Putting \(reference) at \(head.prefix(7)) into the merge queue" }
  var pullRequest: PullRequestReference? { reference }

  func following(_ move: ReferenceMove) -> Action { .enqueue(move.moved(reference), head: head) }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _ judgement: Judgement) -> Bool {
    mission.stillMerges(reference, at: head, for: item, judgement)
  }

  func succeeded(as _: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    mission.note(on: reference, at: head) { $0.noteMergeAccepted(at: turn.now) }
  }

  func refused(
    because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    mission.noteMergeRefusal(of: reference, at: head, reason, &turn)
  }
}
