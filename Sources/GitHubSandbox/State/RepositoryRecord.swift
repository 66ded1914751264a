import MissionCore

/// A repository and everything in it.
package struct RepositoryRecord: Sendable {
  var id: Int
  var name: RepositoryName
  var isPrivate: Bool
  var defaultBranch: String
  var createdAt: Timestamp
  var updatedAt: Timestamp
  /// By name; a fork's branch is `owner:branch`.
  package var branches: [String: BranchRecord] = [:]
  var commits: [String: CommitRecord] = [:]
  var collaborators: [String: Permission] = [:]
  var labels: [LabelRecord] = []
  var issues: [Int: IssueEntry] = [:]
  /// Its pull requests by number.
  package var pulls: [Int: PullRequestRecord] = [:]
  var checkSuites: [CheckSuiteRecord] = []
  var checkRuns: [CheckRunRecord] = []
  /// The runs of its workflows, the oldest first.
  package var workflowRuns: [WorkflowRunRecord] = []
  var statuses: [CommitStatusRecord] = []
  var hooks: [HookRecord] = []
  /// How it lets pull requests be merged, by the words of the merge endpoint.
  package var mergeMethods: Set<String> = ["merge", "squash", "rebase"]
  /// The files of `.github/workflows` in every commit's tree, by name.
  package var workflowFiles: [String: String] = [:]

  /// What somebody may do here. The owner may do everything; whoever is not listed may read.
  package func permission(of login: String) -> Permission {
    if login.lowercased() == name.owner.lowercased() { return .admin }
    return collaborators[login.lowercased()] ?? (isPrivate ? .none : .read)
  }

  /// GitHub's word for what somebody is to this repository.
  package func association(of login: String) -> String {
    if login.lowercased() == name.owner.lowercased() { return "OWNER" }
    return permission(of: login) >= .write ? "COLLABORATOR" : "NONE"
  }

  /// The issues and pull requests that are here, by number.
  package var presentIssues: [IssueRecord] { Array(unsortedIssues).sorted { $0.number < $1.number } }

  /// The issues and pull requests that are here, in no order.
  package var unsortedIssues: some Sequence<IssueRecord> {
    issues.values.lazy.compactMap { if case .here(let issue) = $0 { issue } else { nil } }
  }

  /// How many issues and pull requests are open.
  package var openIssueCount: Int { unsortedIssues.reduce(0) { $1.isOpen ? $0 + 1 : $0 } }

  /// The open pull requests, by number.
  package var openPulls: [PullRequestRecord] {
    pulls.values.filter { pull in
      if case .here(let issue)? = issues[pull.number] { issue.isOpen } else { false }
    }.sorted { $0.number < $1.number }
  }

  /// The pull requests whose head a commit is.
  package func pulls(withHead sha: String) -> [PullRequestRecord] {
    pulls.values.filter { $0.headSHA == sha }.sorted { $0.number < $1.number }
  }
}
