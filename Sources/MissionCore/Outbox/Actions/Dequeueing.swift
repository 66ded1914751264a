/// Taking a pull request out of the merge queue again, where it is by our doing.
struct Dequeueing: ActionKind {
  let reference: PullRequestReference
  let head: String
  let reason: String

  var description: String {
    "Taking \(reference) at \(head.prefix(7)) out of the merge queue, because \(reason)"
  }
  var pullRequest: PullRequestReference? { reference }
  var outlivesMission: Bool { true }

  func following(_ move: ReferenceMove) -> Action { .dequeue(move.moved(reference), head: head, because: reason) }

  func isWanted(by mission: Mission, for _: Identifier<WorkItem>?, _: Judgement) -> Bool {
    mission.pullRequests[reference]?.state == .open
  }

  func succeeded(as _: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    // Once nothing speaks against it any more it is put there again.
    mission.note(on: reference, at: head) { $0.noteTakenOut() }
  }

  /// It stays where it is; what becomes of it is fetched.
  func refused(because _: String, in _: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {}
}
