/// A thing of GitHub's that goes by another name now, and how references follow it.
enum ReferenceMove {
  /// A repository was renamed or given to another owner: its numbers stay.
  case repository(from: RepositoryName, to: RepositoryName)
  /// An issue was transferred to another repository, where it has another number.
  case issue(from: IssueReference, to: IssueReference)

  /// The repository by its name of now.
  func moved(_ name: RepositoryName) -> RepositoryName {
    switch self {
    case .repository(let from, let to): name == from ? to : name
    case .issue: name
    }
  }

  /// The issue by its name of now.
  func moved(_ reference: IssueReference) -> IssueReference {
    switch self {
    case .repository: inRepository(reference)
    case .issue(let from, let to): reference == from ? to : reference
    }
  }

  /// The pull request by its name of now.
  func moved(_ reference: PullRequestReference) -> PullRequestReference {
    switch self {
    case .repository: inRepository(reference)
    case .issue: reference
    }
  }

  /// The key of a cause by its pull request's name of now.
  func moved(_ key: Cause.Key) -> Cause.Key { Cause.Key(key.subject, on: key.pullRequest.map(moved)) }

  /// The objective by its name of now.
  func moved(_ objective: Objective) -> Objective {
    switch objective {
    case .issue(let reference): .issue(moved(reference))
    case .document, .task: objective
    }
  }

  private func inRepository<Subject>(_ reference: Reference<Subject>) -> Reference<Subject> {
    Reference(repository: moved(reference.repository), number: reference.number) ?? reference
  }
}
