import CommandLine
package import MissionCore

/// How missions, items and pull requests are called in answers for people.
package struct Names: Sendable {
  /// What `#23` belongs to where nothing else is said; nil shows every repository.
  package let home: RepositoryName?

  /// Names in a mission: short where all its issues lie in one repository, or in the configured one.
  package init(in mission: Mission, configured: RepositoryName?) {
    let repositories = Set(
      mission.header.objectives.compactMap { objective -> RepositoryName? in
        guard case .issue(let reference) = objective else { return nil }
        return reference.repository
      })
    home = repositories.count == 1 ? repositories.first : configured
  }

  /// Names with a repository that needs no saying.
  package init(home: RepositoryName?) { self.home = home }

  /// `#1` or `owner/repo#1`.
  package func short<Subject>(_ reference: Reference<Subject>) -> String {
    reference.repository == home ? "#\(reference.number)" : reference.description
  }

  /// `Issue #1: title` or `Document path`.
  package func item(_ item: WorkItem) -> String {
    switch item.objective {
    case .issue(let reference): "Issue \(short(reference)): \(item.title.printable(limit: 200))"
    case .document(let path): "Document \(path.printable(limit: 200))"
    case .task(let number): "Task \(TaskDetails.name(number)): \(item.title.printable(limit: 200))"
    }
  }

  /// The first eight characters of an identity: enough to name it again.
  package static func short<Subject>(_ id: Identifier<Subject>) -> String { String(id.text.prefix(8)) }
}
