/// What a pull request webhook (or a row of the pull request list) says.
package struct PullRequestHint: Hashable, Sendable, Codable {
  /// Which pull request.
  package var reference: PullRequestReference
  /// The event's `action`; empty for a row of a list.
  package var action: String
  /// Its title, untrusted text.
  package var title: String
  /// Its page.
  package var url: String
  /// Its author.
  package var author: Account
  /// Open, closed or merged.
  package var state: PullRequestSnapshot.State
  /// Whether it is a draft.
  package var isDraft: Bool
  /// The head commit.
  package var head: String
  /// The head branch, an untrusted name.
  package var headBranch: String
  /// The base branch, an untrusted name.
  package var base: String
  /// The issues its body or branch says it closes.
  package var closes: [IssueReference]
  /// Whether somebody who may write to the repository made it: its author owns the repository, or its head lies in the
  /// repository itself and its author is no stranger there (`author_association`). Only such a pull request submits a
  /// mission's issue by claiming to close it; anybody can claim that from a fork.
  package var isTrusted: Bool
  /// Whether its head lies in the repository itself. Only those push there who may write, but whoever may read can open
  /// a pull request of what others have pushed.
  package var isInside: Bool
  /// GitHub's `updated_at`: the watermark by which a late event is recognised.
  package var updatedAt: Timestamp

  /// One with its parts.
  package init(
    reference: PullRequestReference, action: String, title: String, url: String, author: Account,
    state: PullRequestSnapshot.State, isDraft: Bool, head: String, headBranch: String, base: String,
    closes: [IssueReference], isTrusted: Bool, isInside: Bool = false, updatedAt: Timestamp
  ) {
    self.reference = reference
    self.action = action
    self.title = title
    self.url = url
    self.author = author
    self.state = state
    self.isDraft = isDraft
    self.head = head
    self.headBranch = headBranch
    self.base = base
    self.closes = closes
    self.isTrusted = isTrusted
    self.isInside = isInside
    self.updatedAt = updatedAt
  }
}
