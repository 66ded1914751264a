extension PlanFault: CustomStringConvertible {
  /// What is wrong, in a sentence for people.
  package var description: String {
    switch self {
    case .unknownIssues(let issues):
      issues.count == 1
        ? "An issue cannot be read: \(issues.joined())." : "Issues cannot be read: \(issues.joined(separator: "; "))."
    case .selfDependency(let issue): "\(issue) depends on itself."
    case .cycle(let issues):
      "The issues depend on one another in a cycle: "
        + (issues + issues.prefix(1)).map(\.description).joined(separator: " → ") + "."
    case .notAnIssue(let reference): "\(reference) is a pull request, not an issue."
    case .nothingToDo: "The mission holds no work: it has no objectives, or all of them are skipped."
    }
  }

  /// What to do about it, in a sentence for people.
  package var remedy: String {
    switch self {
    case .unknownIssues:
      "Check the numbers and that the token may read the repository; it is tried again by itself."
    case .selfDependency:
      "Take the reference out of the issue's body or its blocked-by links, or override depends_on in mission.toml."
    case .cycle:
      "Take one of these dependencies out of an issue's body or its blocked-by links, or override depends_on in "
        + "mission.toml."
    case .notAnIssue: "Start the mission with the issue that the pull request closes."
    case .nothingToDo: "Name at least one issue or document that mission.toml does not skip."
    }
  }
}
