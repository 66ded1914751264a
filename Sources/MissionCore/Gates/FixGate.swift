extension Gate {
  /// What is being mended holds the item, and what was tried in vain needs a person.
  static let fix: Gate = .init("fix", holdsFrom: [.merge, .completion]) { mission, item, _ in
    let allowed = mission.header.policy.maxFixAttempts
    let inVain = item.inVain.sorted { $0.key < $1.key }.map { _, title in
      Standing(
        .fix,
        .needsPerson(
          "tried \(allowed == 1 ? "once" : "\(allowed) times") in vain: \(title)",
          remedy: "mend it by hand, or 'mission note ID resume' to forgive the attempts"), word: "a fix")
    }
    let open = mission.openTasksOf(item.id).filter(\.isFix).map { task in
      let title = task.causes.first?.title
      return Standing(
        .fix, .waits("a fix is open: \(title ?? "see task \(task.id)")"), word: "a fix",
        objection: title ?? "a fix is open")
    }
    return inVain + open
  }
}
