/// Opening a pull request for a branch.
struct PullRequestOpening: ActionKind {
  let proposal: PullRequestProposal

  var description: String {
    "Opening a pull request for \(UntrustedText.line(proposal.branch)) in \(proposal.repository)"
  }

  func following(_ move: ReferenceMove) -> Action {
    var moved = proposal
    moved.repository = move.moved(proposal.repository)
    return .openPullRequest(moved)
  }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _: Judgement) -> Bool {
    item.flatMap { mission.items[$0] }.map { !$0.isDone } ?? false
  }

  func succeeded(as number: Int?, in mission: inout Mission, for item: Identifier<WorkItem>?, _ turn: inout Turn) {
    if let number { mission.noteOpened(proposal, as: number, for: item, &turn) }
  }

  func refused(because reason: String, in mission: inout Mission, for item: Identifier<WorkItem>?, _: inout Turn) {
    if let item { mission.items.noteRefusedPullRequest(reason, of: item) }
  }
}
