/// Merging a pull request.
struct Merging: ActionKind {
  let reference: PullRequestReference
  let head: String
  let method: Policy.MergeMethod

  var description: String { "Merging \(reference) at \(head.prefix(7))" }
  var pullRequest: PullRequestReference? { reference }

  func following(_ move: ReferenceMove) -> Action { .merge(move.moved(reference), head: head, method: method) }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _ judgement: Judgement) -> Bool {
    mission.stillMerges(reference, at: head, for: item, judgement)
  }

  func succeeded(as _: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    // What else goes onto that branch must be looked at against its new commit.
    if let base = mission.pullRequests[reference]?.base {
      mission.touchOthers(onto: base, except: reference, at: turn.now)
    }
    mission.note(on: reference, at: head) { $0.noteMergeAccepted(at: turn.now) }
  }

  func refused(
    because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    mission.noteMergeRefusal(of: reference, at: head, reason, &turn)
  }
}
