/// Saying in a review thread that a head answers it, and resolving it.
struct ThreadResolution: ActionKind {
  let reference: PullRequestReference
  let thread: String
  let head: String

  var description: String { "Resolving a review thread of \(reference) at \(head.prefix(7))" }
  var pullRequest: PullRequestReference? { reference }

  func following(_ move: ReferenceMove) -> Action {
    .resolveThread(move.moved(reference), thread: thread, head: head)
  }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _: Judgement) -> Bool {
    mission.openItem(item, on: reference) != nil
  }

  /// The fetched state alone says what became of it.
  func succeeded(as _: Int?, in _: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {}

  func refused(because _: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {
    mission.note(on: reference) { $0.noteRefused(thread: thread) }
  }
}
