extension Gate {
  /// A draft that its author handed in as done would wait for ever: nobody looks at it before it is ready. Until then
  /// the watches say that it is one.
  static let draft: Gate = .init("draft", holdsFrom: [.merge, .completion]) { mission, item, judgement in
    guard let (draft, deadline) = mission.draft(handedInFor: item), judgement.now >= deadline else { return [] }
    return [
      Standing(
        .draft,
        .needsPerson(
          "pull request \(draft) was handed in and is still a draft",
          remedy: "mark it as ready for review on GitHub, or 'mission note ID \"redirect ITEM to AGENT\"'"),
        about: draft)
    ]
  }
}

extension Mission {
  /// When people are asked about drafts that were handed in.
  var draftDeadlines: [Timestamp] { items.values.compactMap { draft(handedInFor: $0)?.deadline } }

  /// The draft that was handed in for an item, and until when its author may call it ready.
  fileprivate func draft(handedInFor item: WorkItem) -> (PullRequestReference, deadline: Timestamp)? {
    guard case .submitted(reporting: nil) = item.state, openTasksOf(item.id).isEmpty,
      let draft = item.pullRequests.lazy.compactMap({ pullRequests[$0] }).first(where: {
        $0.state == .open && $0.isDraft
      })
    else { return nil }
    let deadline = max(draft.waitsSince, item.updatedAt).adding(seconds: PullRequestFacts.reportDeadlineSeconds)
    return (draft.reference, deadline)
  }
}
