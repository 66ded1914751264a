extension Mission {
  /// Whether a repository is one of the mission's own: those of its issues and those that its policy names. Only what
  /// happens there speaks for the mission; events of others arrive too, by an organisation's hook or an App.
  func owns(_ repository: RepositoryName) -> Bool {
    if header.policy.repositories.contains(repository) { return true }
    if items.values.contains(where: { $0.issue?.repository == repository }) { return true }
    return header.objectives.contains { objective in
      if case .issue(let reference) = objective { reference.repository == repository } else { false }
    }
  }

  /// Where an item's work goes: its issue's repository, else that of a pull request that carries it, else
  /// the only one the mission knows; nil where it knows several.
  func home(of item: WorkItem) -> RepositoryName? {
    if let issue = item.issue { return issue.repository }
    if let reference = item.pullRequests.first { return reference.repository }
    let known = Set(issues.keys.map(\.repository))
    return known.count == 1 ? known.first : nil
  }

  /// The refusal of a pull request that lies elsewhere.
  func objection(toCarryingBy reference: PullRequestReference) -> Refusal? {
    guard !owns(reference.repository) else { return nil }
    return Refusal(
      .invalid, "\(reference) is in a repository that is none of the mission's",
      hint: "open it where the work is to land; 'repositories' in the policy names further ones")
  }
}
