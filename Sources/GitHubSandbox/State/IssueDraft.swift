/// What a new issue says.
package struct IssueDraft: Sendable, Equatable {
  var title: String
  var body: String?
  var labels: [String]
  var assignees: [String]

  init(_ title: String, body: String? = nil, labels: [String] = [], assignees: [String] = []) {
    self.title = title
    self.body = body
    self.labels = labels
    self.assignees = assignees
  }
}
