extension WebhookDecoder {
  /// Which actions of an event are used.
  package enum Actions: Hashable, Sendable {
    /// All, and the event without an action.
    case any
    /// These.
    case only(Set<String>)
  }

  /// Every event and action that is used for anything; all else may be answered "ignored" (as of 2026-11).
  package static let usedActions: [String: Actions] = [
    "issues": .only([
      "opened", "edited", "closed", "reopened", "labeled", "unlabeled", "assigned", "unassigned", "transferred",
      "deleted",
    ]),
    "issue_comment": .only(["created", "edited", "deleted"]),
    "issue_dependencies": .only(["blocked_by_added", "blocked_by_removed", "blocking_added", "blocking_removed"]),
    "sub_issues": .only(["sub_issue_added", "sub_issue_removed", "parent_issue_added", "parent_issue_removed"]),
    "pull_request": .only([
      "opened", "edited", "closed", "reopened", "synchronize", "ready_for_review", "converted_to_draft", "labeled",
      "unlabeled", "review_requested", "review_request_removed", "enqueued", "dequeued", "auto_merge_enabled",
      "auto_merge_disabled",
    ]),
    "pull_request_review": .only(["submitted", "edited", "dismissed"]),
    "pull_request_review_comment": .only(["created", "edited", "deleted"]),
    "pull_request_review_thread": .only(["resolved", "unresolved"]),
    "check_run": .only(["created", "completed", "rerequested"]),
    "check_suite": .only(["requested", "rerequested", "completed"]),
    "status": .any,
    "workflow_run": .only(["requested", "in_progress", "completed"]),
    "push": .any,
    "merge_group": .only(["checks_requested", "destroyed"]),
    "repository": .only([
      "renamed", "transferred", "deleted", "archived", "unarchived", "privatized", "publicized",
    ]),
    "meta": .only(["deleted"]),
    "installation": .only(["created", "deleted", "suspend", "unsuspend", "new_permissions_accepted"]),
    "installation_repositories": .only(["added", "removed"]),
    "ping": .any,
  ]

  /// The events a hook must be subscribed to for Signalbox to hear everything at once, in alphabetical order. What it
  /// is not subscribed to, only polling finds.
  package static let neededEvents = [
    "check_run", "check_suite", "issue_comment", "issue_dependencies", "issues", "merge_group", "pull_request",
    "pull_request_review", "pull_request_review_comment", "pull_request_review_thread", "push", "repository", "status",
    "sub_issues", "workflow_run",
  ]

  /// Whether a delivery of this event and action is used for anything.
  package static func isUsed(event: String, action: String?) -> Bool {
    switch usedActions[event] {
    case nil: false
    case .any: true
    case .only(let actions): action.map(actions.contains) ?? false
    }
  }

  /// The needed events that a hook with this list of events does not send; `*` stands for all.
  package static func missingEvents(configured: some Sequence<String>) -> [String] {
    let configured = Set(configured)
    return configured.contains("*") ? [] : neededEvents.filter { !configured.contains($0) }
  }
}
