extension Mission {
  /// What is being mended holds the item, and what was tried in vain needs a person.
  func fixGate(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    let inVain = item.inVain.sorted { $0.key < $1.key }.map { kind, title in
      Standing(
        .fix(kind),
        .needsPerson(
          "tried \(header.policy.maxFixAttempts == 1 ? "once" : "\(header.policy.maxFixAttempts) times") in vain: \(title)",
          remedy: "mend it by hand, or 'mission note ID resume' to forgive the attempts"))
    }
    let open = openTasksOf(item.id).compactMap { task -> Standing? in
      guard case .fix(let kind) = task.kind else { return nil }
      let title = task.causes.first?.title
      return Standing(
        .fix(kind), .waits("a fix is open: \(title ?? "see task \(task.id)")"), objection: title ?? "a fix is open")
    }
    return inVain + open
  }
}
