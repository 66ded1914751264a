/// What a new review says.
package struct ReviewDraft: Sendable, Equatable {
  /// A comment on a line.
  package struct Comment: Sendable, Equatable {
    package var path: String
    package var line: Int?
    package var body: String

    package init(path: String, line: Int? = nil, body: String) {
      self.path = path
      self.line = line
      self.body = body
    }
  }

  package var state: ReviewRecord.State
  package var body: String
  /// The commit that was looked at; the head where none is named.
  package var commit: String?
  package var comments: [Comment]

  package init(_ state: ReviewRecord.State, body: String = "", commit: String? = nil, comments: [Comment] = []) {
    self.state = state
    self.body = body
    self.commit = commit
    self.comments = comments
  }
}
