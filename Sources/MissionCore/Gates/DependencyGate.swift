extension Gate {
  /// An item is taken up, and merged, once everything it depends on is done.
  static let dependency: Gate = .init("dependency", holdsFrom: [.begin, .merge]) { mission, item, _ in
    guard let name = mission.openDependency(of: item) else { return [] }
    let text = "its dependency \(name)"
    return [Standing(.dependency, .waits(text), objection: "\(text) is open again")]
  }
}

extension Mission {
  /// The first thing the item still depends on, by name.
  fileprivate func openDependency(of item: WorkItem) -> String? {
    for dependency in item.dependsOn where !item.waivedItems.contains(dependency) {
      guard case .done(let resolution) = items[dependency]?.state, resolution.satisfiesDependents else {
        return items[dependency].map { "'\($0.title)'" } ?? dependency.text
      }
    }
    for reference in item.outsideDependencies
    where issues[reference]?.facts?.state != .completed && !item.waivedIssues.contains(reference) {
      let issue = issues[reference]
      if let gone = issue?.gone { return "\(reference), which is gone (\(gone))" }
      let name = issues.isPullRequest(reference) ? "pull request \(reference)" : reference.description
      if let problem = issue?.problem { return "\(name), about which GitHub could not be asked (\(problem))" }
      return issues.isPullRequest(reference) ? "\(name), which is not merged" : name
    }
    return nil
  }
}
