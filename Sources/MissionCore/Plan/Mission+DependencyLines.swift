extension Mission {
  /// What an item waits for and where that is said, then what looked like a dependency in its text and was not read.
  /// One line each; lines quote text from outside, as plain text.
  package func dependencyLines(of item: WorkItem) -> [String] {
    guard let issue = item.issue, let facts = issues[issue]?.facts else { return [] }
    if let named = header.manifest.overrides.first(where: { $0.issue == issue })?.dependsOn {
      return named.map { "waits for \(name($0, beside: issue)) (mission.toml)" }
    }
    let reading = IssueText.readDependencies(in: facts.body, repository: facts.reference.repository, own: issue)
    let written = Set(reading.references.map(\.issue))
    return reading.references.map { "waits for \(name($0.issue, beside: issue)) (line \($0.line))" }
      + (facts.blockedBy ?? []).filter { !written.contains($0) }.map {
        "waits for \(name($0, beside: issue)) (linked on GitHub)"
      }
      + reading.unread.map { "not read as a dependency: line \($0.number) '\($0.text)'" }
  }

  private func name(_ reference: IssueReference, beside issue: IssueReference) -> String {
    let name = reference.repository == issue.repository ? "#\(reference.number)" : "\(reference)"
    return issues.isPullRequest(reference) ? "pull request \(name)" : name
  }
}
