/// A comment in the conversation of an issue or a pull request, as far as it commands.
public struct CommandComment: Hashable, Sendable, Codable {
  /// How it came to be known.
  public enum Sighting: Hashable, Sendable, Codable {
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
  public var target: IssueReference
  /// GitHub's number of it.
  public var id: Int
  /// Who wrote it.
  public var author: Account
  /// Whether its author is the owner, a member or a collaborator (`author_association`). A hint only: such a person may
  /// still have no more than read access, and a member whose membership is private is not shown as one.
  public var hasSay: Bool
  /// Whether an App wrote it, be it in a person's name (`performed_via_github_app`).
  public var isByApp: Bool
  /// Its commands.
  public var commands: [CommentCommand]
  /// How it came to be known.
  public var sighting: Sighting
  /// When it was written.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// All fields.
  public init(
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
  public var agentWords: [String] { commands.compactMap(\.agentWord) }
}

extension CommentCommand {
  /// The agent it may mean.
  var agentWord: String? {
    guard case .note(let body) = CommentOrder(self, under: nil), case .redirect(_, let agent, _) = NoteDirective(body)
    else { return nil }
    return agent
  }
}

/// What GitHub says about somebody's right to command.
public enum CommandRight: String, Hashable, Sendable, Codable {
  /// May write to the repository.
  case writer
  /// May not.
  case none
  /// It is the account Signalbox itself acts as.
  case ourselves
}
