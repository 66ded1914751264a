/// What a new issue says.
package struct IssueDraft: Sendable, Equatable {
  package var title: String
  package var body: String?
  package var labels: [String]
  package var assignees: [String]

  package init(_ title: String, body: String? = nil, labels: [String] = [], assignees: [String] = []) {
    self.title = title
    self.body = body
    self.labels = labels
    self.assignees = assignees
  }
}
