/// What a new pull request says.
package struct PullRequestDraft: Sendable, Equatable {
  package var title: String
  package var body: String?
  /// An existing branch: its name, or `owner:branch` for a fork's.
  package var head: String
  package var base: String
  package var isDraft: Bool

  package init(_ title: String, body: String? = nil, head: String, base: String = "main", isDraft: Bool = false) {
    self.title = title
    self.body = body
    self.head = head
    self.base = base
    self.isDraft = isDraft
  }
}
