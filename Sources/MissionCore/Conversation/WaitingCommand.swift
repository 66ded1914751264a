extension Conversation {
  /// A command that waits until it is known whether its author may command.
  struct WaitingCommand: Hashable, Sendable, Codable {
    var command: CommentCommand
    var comment: Int
    /// Its place among the comment's commands.
    var place: Int
    var target: IssueReference
    var author: String
    var hasSay: Bool
    var writtenAt: Timestamp
    var seenAt: Timestamp
    /// Whether its words were changed after they were first written; nil where an earlier version did not keep that.
    var isEdited: Bool?
    /// Who wrote the words as they stand on GitHub, the last editor or the author; nil until GitHub was asked.
    var speaker: String?
    private var lookFailures: Int?
    private var lookProblem: String?
    private var nextLookAt: Timestamp?

    init(
      command: CommentCommand, comment: Int, place: Int, target: IssueReference, author: String, hasSay: Bool,
      writtenAt: Timestamp, seenAt: Timestamp, isEdited: Bool
    ) {
      self.command = command
      self.comment = comment
      self.place = place
      self.target = target
      self.author = author
      self.hasSay = hasSay
      self.writtenAt = writtenAt
      self.seenAt = seenAt
      self.isEdited = isEdited
    }

    /// Whose right decides, as far as is known.
    var commander: String { speaker ?? author }

    /// How asking for its words goes, as one value. The stored layout spells its parts.
    var looks: Attempts {
      get { Attempts(failures: lookFailures ?? 0, problem: lookProblem, nextAt: nextLookAt ?? seenAt) }
      set { (lookFailures, lookProblem, nextLookAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
    }
  }

  /// How a command is known again: its comment, and its words, which may be changed.
  struct CommandKey: Hashable, Sendable {
    /// GitHub's number of the comment.
    let comment: Int
    private let words: String

    /// The key of a command in a comment. Only people with write access act by commands: nobody gains by another text
    /// of the same digest.
    init(_ comment: Int, _ command: CommentCommand) {
      self.comment = comment
      words = String(command.text.digest, radix: 16)
    }
  }
}

extension Conversation.CommandKey: Comparable, Codable, CodingKeyRepresentable, CustomStringConvertible {
  /// The form in the records: the comment's number, a space, the digest.
  var description: String { "\(comment) \(words)" }

  /// Reads the form in the records.
  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2, let comment = Int(parts[0]) else { return nil }
    self.comment = comment
    words = parts[1]
  }

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let key = Self(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no key of a command"))
    }
    self = key
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// So that a dictionary by keys is a JSON object.
  var codingKey: any CodingKey { TextKey(description) }

  init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }

  static func < (left: Self, right: Self) -> Bool { (left.comment, left.words) < (right.comment, right.words) }
}
