/// A part of the queries for pull requests that not every GitHub knows: GitHub Enterprise Server gets fields months
/// after github.com, and refuses a whole query for one that it does not have.
///
/// Without a part less is known, and what is not known never counts as passed.
enum QueryPart: Hashable, Sendable, CaseIterable {
  /// Whether there is a merge queue, and the place in it.
  case mergeQueue
  /// The event that a workflow run is about.
  case workflowEvent
  /// The rules of rulesets. Without them GitHub's own word for the merge state decides.
  case rules
  /// What everybody sees of classic branch protection.
  case publicProtection
  /// The apps that classic branch protection requires checks of; the names alone are still read.
  case requiredApps
  /// The numbers of reviews and comments; their IDs stand for them.
  case numbers
  /// The reactions to a pull request.
  case reactions
  /// The issues a pull request closes; its text is still read.
  case closedIssues
  /// The check suites of the head, for those without a run.
  case suites
  /// The pull requests whose head branch is another one's base.
  case stack
  /// What an app calls its check run, by which our own reports are known.
  case externalID

  /// The part that has this field of this type, or this type where no field is named.
  init?(type: String, field: String?) {
    switch (type, field) {
    case ("PullRequest", "isMergeQueueEnabled"), ("PullRequest", "isInMergeQueue"), ("PullRequest", "mergeQueueEntry"),
      ("MergeQueueEntry", _):
      self = .mergeQueue
    case ("WorkflowRun", "event"): self = .workflowEvent
    case ("Ref", "rules"), ("RepositoryRuleConnection", _), ("RepositoryRule", _),
      ("RequiredStatusChecksParameters", _):
      self = .rules
    case ("Ref", "refUpdateRule"), ("RefUpdateRule", _): self = .publicProtection
    case ("BranchProtectionRule", "requiredStatusChecks"): self = .requiredApps
    case (_, "fullDatabaseId"): self = .numbers
    case ("PullRequest", "reactions"), ("Reaction", _), ("ReactionConnection", _): self = .reactions
    case ("PullRequest", "closingIssuesReferences"): self = .closedIssues
    case ("Commit", "checkSuites"), ("CheckSuiteConnection", _): self = .suites
    case ("CheckRun", "externalId"): self = .externalID
    case ("Ref", "associatedPullRequests"): self = .stack
    default: return nil
    }
  }
}
