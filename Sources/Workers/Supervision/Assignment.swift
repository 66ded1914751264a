package import MissionCore

/// A task as a worker takes it: everything that is needed to do it and to report on it.
package struct Assignment: Hashable, Sendable {
  /// What is asked for.
  package enum Kind: Hashable, Sendable {
    /// Do the item.
    case work
    /// Mend the item's result.
    case fix
    /// Judge the item's result on this commit; nil where there is none to look at.
    case review(commit: String?)
  }

  /// What is reported on.
  package var task: Identifier<WorkTask>
  /// Whose task it is.
  package var mission: Identifier<Mission>
  /// The piece of work that it is for.
  package var item: Identifier<WorkItem>
  /// What shows that the worker may speak for the task.
  package var claim: String?
  /// What is asked for.
  package var kind: Kind
  /// What the agent is told.
  package var prompt: String
  /// The item's title, untrusted text.
  package var title: String
  /// The item as its worktree and its branch are called: an issue's number, an item's `001`, or the beginning of its
  /// identity.
  package var number: String
  /// What `SIGNALBOX_ITEM` says: the item's number in a planned mission, else its identity.
  package var itemName: String
  /// The folder of its worktree: the same, unless another mission has a folder of that number.
  package var folder: String
  /// The issue that its pull request closes; nil where there is none.
  package var issue: IssueReference?
  /// The branch of the pull request that carries the item, where that is known.
  package var branch: String?
  /// The open pull requests that carry the item.
  package var pullRequests: [PullRequestReference]
  /// Whether it is only done with a commit or a pull request: an implement or test item of an issue.
  package var needsResult: Bool
  /// Whether a pull request is to be opened for its commits.
  package var opensPullRequest: Bool

  /// An assignment with its parts.
  package init(
    task: Identifier<WorkTask>, mission: Identifier<Mission>, item: Identifier<WorkItem>, claim: String? = nil,
    kind: Kind = .work, prompt: String, title: String, number: String, itemName: String, folder: String,
    issue: IssueReference? = nil,
    branch: String? = nil, pullRequests: [PullRequestReference] = [], needsResult: Bool = false,
    opensPullRequest: Bool = true
  ) {
    self.task = task
    self.mission = mission
    self.item = item
    self.claim = claim
    self.kind = kind
    self.prompt = prompt
    self.title = title
    self.number = number
    self.itemName = itemName
    self.folder = folder
    self.issue = issue
    self.branch = branch
    self.pullRequests = pullRequests
    self.needsResult = needsResult
    self.opensPullRequest = opensPullRequest
  }
}
