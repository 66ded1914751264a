/// What a new review says.
package struct ReviewDraft: Sendable, Equatable {
  /// A comment on a line.
  package struct Comment: Sendable, Equatable {
    var path: String
    var line: Int?
    var body: String

    init(path: String, line: Int? = nil, body: String) {
      self.path = path
      self.line = line
      self.body = body
    }
  }

  var state: ReviewRecord.State
  var body: String
  /// The commit that was looked at; the head where none is named.
  package var commit: String?
  var comments: [Comment]

  init(_ state: ReviewRecord.State, body: String = "", commit: String? = nil, comments: [Comment] = []) {
    self.state = state
    self.body = body
    self.commit = commit
    self.comments = comments
  }
}
