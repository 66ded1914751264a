/// What GitHub says about an issue: the few fields that matter here.
package struct IssueFacts: Hashable, Sendable, Codable {
  /// Where the issue stands.
  package var reference: IssueReference
  /// The title, untrusted text.
  package var title: String
  /// The body, untrusted Markdown; empty when there is none. Decoders cap it at 65 536 bytes.
  package var body: String
  /// Open, or closed and why.
  package var state: IssueState
  /// The names of its labels.
  package var labels: [String]
  /// The page to read it on.
  package var url: String
  /// Whether this number belongs to a pull request.
  package var isPullRequest: Bool
  /// Issues that block this one by GitHub's own links; nil when they were not asked for (a webhook does not say).
  package var blockedBy: [IssueReference]?
  /// The newest of what people who may write there said under it, the oldest first; nil when it was not asked for.
  package var remarks: [IssueRemark]?
  /// When GitHub last changed it: the watermark by which a late event is recognised.
  package var updatedAt: Timestamp

  /// One with its parts.
  package init(
    reference: IssueReference, title: String, body: String, state: IssueState, labels: [String], url: String,
    isPullRequest: Bool, blockedBy: [IssueReference]?, remarks: [IssueRemark]? = nil, updatedAt: Timestamp
  ) {
    self.reference = reference
    self.title = title
    self.body = body
    self.state = state
    self.labels = labels
    self.url = url
    self.isPullRequest = isPullRequest
    self.blockedBy = blockedBy
    self.remarks = remarks
    self.updatedAt = updatedAt
  }
}
