extension Mission {
  /// How many items a report lists. With the limits below, the worst text stays under GitHub's 65 536 characters.
  private static let listedItems = 20

  /// What a report says: where the mission stands, and of each item why it stands where it stands. Nothing in it passes
  /// with time alone, so that it changes only when something has changed. Titles and reasons are text from outside.
  func reportText(on target: IssueReference, roster: AgentRoster) -> String {
    let items = orderedItems
    var lines = ["**Signalbox** · mission `\(id.text.prefix(8))` is \(header.state.word)\(count(of: items))"]
    let (shown, elsewhere) = parted(items, by: target.repository)
    // A reason may speak of what only the readers of another repository may know.
    if let reason = header.state.reason, elsewhere.isEmpty {
      lines.append("\n\(InertMarkdown.line(reason, limit: 240))")
    }
    if let usage = usageText(roster) { lines.append("\n\(usage)") }
    if !items.isEmpty { lines.append("") }
    // What the comment stands under comes first.
    let here = shown.filter { concerns($0, target) }
    let ordered = here + shown.filter { !concerns($0, target) }
    for item in ordered.prefix(Self.listedItems) {
      lines.append(line(of: item, on: target, roster))
      if concerns(item, target), !item.isDone { lines += dependencyNotes(of: item) }
    }
    if ordered.count > Self.listedItems { lines.append("- … and \(ordered.count - Self.listedItems) more") }
    if !elsewhere.isEmpty {
      let done = elsewhere.count(where: \.isDone)
      lines.append("- … and \(elsewhere.count) in other repositories, \(done) of them done")
    }
    if let answer = conversation.answers[target] {
      lines.append("\nThe last command here: \(InertMarkdown.line(answer, limit: 240))")
    }
    return lines.joined(separator: "\n")
  }

  /// The same in one line.
  func reportTitle(on target: IssueReference, _ roster: AgentRoster) -> String {
    let reasons = orderedItems.filter { concerns($0, target) }.map { why($0.id, roster: roster) }
    return UntrustedText.line(reasons.joined(separator: "; "), limit: 120)
  }

  /// What its runs used, in all and by each agent.
  private func usageText(_ roster: AgentRoster) -> String? {
    guard let budgetSummary else { return nil }
    let agents = usageByAgent.prefix(Self.listedItems).map { agent, usage in
      "\(InertMarkdown.line(roster.name(of: agent), limit: 40)) \(usage.costUSD.map(RunUsage.dollars) ?? usage.summary)"
    }
    return "Used: \(budgetSummary)\(agents.isEmpty ? "" : " (\(agents.joined(separator: "; ")))")"
  }

  private func count(of items: [WorkItem]) -> String {
    items.isEmpty ? "" : ", \(items.count(where: \.isDone)) of \(items.count) items done"
  }

  /// What the item's text makes it wait for, and what was not read in it: whoever wrote it sees where to mend it.
  private func dependencyNotes(of item: WorkItem) -> [String] {
    dependencyLines(of: item).prefix(Self.listedItems).map { "  - \(InertMarkdown.line($0, limit: 200))" }
  }

  /// The items that readers of a repository may read of, and those of other repositories, of which they are told the
  /// number. What belongs to no repository is named where the mission has but one.
  private func parted(
    _ items: [WorkItem], by repository: RepositoryName
  ) -> (shown: [WorkItem], elsewhere: [WorkItem]) {
    let places = items.map { item in
      Set([item.issue?.repository].compactMap { $0 } + item.pullRequests.map(\.repository))
    }
    let isAlone = places.allSatisfy { $0.isSubset(of: [repository]) }
    let shown = zip(items, places).filter { isAlone || $1.contains(repository) }.map(\.0)
    let elsewhere = zip(items, places).filter { !isAlone && !$1.contains(repository) }.map(\.0)
    return (shown, elsewhere)
  }

  private func concerns(_ item: WorkItem, _ target: IssueReference) -> Bool {
    item.issue == target || item.pullRequests.contains(target.asPullRequest)
  }

  private func line(of item: WorkItem, on target: IssueReference, _ roster: AgentRoster) -> String {
    let name = item.issue.map { "`\($0.repository == target.repository ? "#\($0.number)" : "\($0)")` " } ?? ""
    let title = InertMarkdown.line(item.title, limit: 100)
    let reason = InertMarkdown.line(why(item.id, roster: roster), limit: 240)
    let usage = self.usage(of: item.id).map { " (\($0.costUSD.map(RunUsage.dollars) ?? $0.summary))" } ?? ""
    return "- \(item.reportMark) \(name)\(concerns(item, target) ? "**\(title)**" : title): \(reason)\(usage)"
  }
}

extension WorkItem {
  fileprivate var reportMark: String {
    switch state {
    case .done(.cancelled), .done(.skipped): "🚫"
    case .done: "✅"
    case .assigned, .running: "🔨"
    case .submitted: "🚧"
    case .held: "✋"
    case .pending, .ready: "⏳"
    }
  }
}
