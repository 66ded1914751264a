extension Mission {
  /// The repositories of which a rehearsal has yet to learn whether anything checks what is merged there.
  var unknownCheckHabits: Set<RepositoryName> {
    guard isRehearsed, header.policy.autoMerge, header.state.isPlanning else { return [] }
    return homes.filter { repositories[$0]?.isAskedForChecks != true }
  }

  /// What deserves a second look before the mission is started.
  package var warnings: [String] {
    guard header.policy.autoMerge else { return [] }
    return homes.sorted().filter { repositories[$0]?.hasChecks == false }.map {
      "nothing checks what is pushed to \($0), and auto_merge is on: a pull request is merged "
        + "\(header.policy.noChecksGraceSeconds) s after its head came (no_checks_grace_secs)"
    }
  }

  private var homes: Set<RepositoryName> { Set(header.objectives.compactMap(\.issue?.repository)) }
}
