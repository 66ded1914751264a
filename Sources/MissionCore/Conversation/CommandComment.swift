/// A comment in the conversation of an issue or a pull request, as far as it commands.
package struct CommandComment: Hashable, Sendable, Codable {
  /// How it came to be known.
  package enum Sighting: Hashable, Sendable, Codable {
    /// It was just written.
    case created
    /// It was just changed; before, it held these commands.
    case edited(before: [CommentCommand])
    /// It was just deleted.
    case deleted
    /// It is in a list of comments: nobody knows what it said before it was last changed.
    case listed
  }

  /// What it stands under; issues and pull requests are numbered in one sequence.
  package var target: IssueReference
  /// GitHub's number of it.
  package var id: Int
  /// Who wrote it.
  package var author: Account
  /// Whether its author is the owner, a member or a collaborator (`author_association`). A hint only: such a person may
  /// still have no more than read access, and a member whose membership is private is not shown as one.
  package var hasSay: Bool
  /// Whether an App wrote it, be it in a person's name (`performed_via_github_app`).
  package var isByApp: Bool
  /// Its commands.
  package var commands: [CommentCommand]
  /// How it came to be known.
  package var sighting: Sighting
  /// When it was written.
  package var createdAt: Timestamp
  /// When it was last changed.
  package var updatedAt: Timestamp

  /// One with its parts.
  package init(
    target: IssueReference, id: Int, author: Account, hasSay: Bool, isByApp: Bool, commands: [CommentCommand],
    sighting: Sighting, createdAt: Timestamp, updatedAt: Timestamp
  ) {
    self.target = target
    self.id = id
    self.author = author
    self.hasSay = hasSay
    self.isByApp = isByApp
    self.commands = commands
    self.sighting = sighting
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  /// The agents its commands may mean, by the words used.
  package var agentWords: [String] { commands.compactMap(\.agentWord) }
}

extension CommentCommand {
  /// The agent it may mean.
  var agentWord: String? {
    guard case .note(let body) = CommentOrder(self, under: nil), case .redirect(_, let agent, _) = NoteDirective(body)
    else { return nil }
    return agent
  }
}

extension CommentCommand {
  /// The item it names; nil where it names none.
  var itemWord: String? {
    switch CommentOrder(self, under: nil) {
    case .approve(let name): name
    case .note(let body): NoteDirective(body).itemName
    case .status, .help, .start, .unknown: nil
    }
  }
}
