/// What is to be different about an issue or a pull request; nil leaves things as they are.
package struct IssueChange: Sendable, Equatable {
  /// Opened again, or closed with GitHub's reason (`completed`, `not_planned`, `duplicate`).
  package enum StateChange: Sendable, Equatable {
    case open
    case closed(reason: String?)
  }

  var title: String?
  /// The inner nil removes the body.
  package var body: String??
  var state: StateChange?
  var labels: [String]?
  var assignees: [String]?

  init(
    title: String? = nil, body: String?? = nil, state: StateChange? = nil, labels: [String]? = nil,
    assignees: [String]? = nil
  ) {
    self.title = title
    self.body = body
    self.state = state
    self.labels = labels
    self.assignees = assignees
  }
}
