/// What a new pull request says.
package struct PullRequestDraft: Sendable, Equatable {
  var title: String
  var body: String?
  /// An existing branch: its name, or `owner:branch` for a fork's.
  package var head: String
  var base: String
  var isDraft: Bool

  init(_ title: String, body: String? = nil, head: String, base: String = "main", isDraft: Bool = false) {
    self.title = title
    self.body = body
    self.head = head
    self.base = base
    self.isDraft = isDraft
  }
}
