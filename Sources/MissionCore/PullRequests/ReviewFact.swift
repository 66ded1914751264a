/// An account on GitHub as reviews and comments name it.
public struct Account: Hashable, Sendable, Codable {
  /// The login as GitHub writes it; GraphQL leaves out the `[bot]` that REST shows.
  public var login: String
  /// Whether GitHub calls the account a bot.
  public var isBot: Bool

  /// An account. A deleted one is GitHub's `ghost`.
  public init(login: String, isBot: Bool) {
    self.login = login
    self.isBot = isBot
  }

  /// The login in lower case and without `[bot]`: the form to compare.
  public var folded: String {
    let lowered = login.lowercased()
    return lowered.hasSuffix("[bot]") ? String(lowered.dropLast(5)) : lowered
  }
}

/// The last deciding review of one account (APPROVED, CHANGES_REQUESTED or DISMISSED; comments decide nothing).
public struct ReviewFact: Hashable, Sendable, Codable {
  /// What the review decided.
  public enum Verdict: Hashable, Sendable, Codable {
    /// APPROVED.
    case approved
    /// CHANGES_REQUESTED.
    case changesRequested
    /// DISMISSED: decides nothing any more.
    case dismissed
    /// COMMENTED or PENDING: decides nothing.
    case commented
    /// A word this version does not know; decides nothing in favour.
    case unknown(String)

    /// Reads GitHub's word in either spelling.
    public init(_ word: String) {
      switch word.lowercased() {
      case "approved": self = .approved
      case "changes_requested": self = .changesRequested
      case "dismissed": self = .dismissed
      case "commented", "pending": self = .commented
      default: self = .unknown(word)
      }
    }

    /// Whether it replaces what its reviewer decided before.
    var isDecision: Bool {
      switch self {
      case .approved, .changesRequested, .dismissed: true
      case .commented, .unknown: false
      }
    }
  }

  /// GitHub's node or database identity of the review, as text.
  public var id: String
  /// Who reviewed.
  public var reviewer: Account
  /// What was decided.
  public var verdict: Verdict
  /// The commit it was given on; nil when GitHub no longer knows.
  public var commit: String?
  /// Whether the reviewer may write to the repository, as far as GitHub said.
  public var canWrite: Bool
  /// The review's text, untrusted, capped by the decoder.
  public var body: String
  /// The page to read it on.
  public var url: String?
  /// When it was submitted; nil when that was not told.
  public var submittedAt: Timestamp?

  /// All fields.
  public init(
    id: String, reviewer: Account, verdict: Verdict, commit: String?, canWrite: Bool, body: String, url: String?,
    submittedAt: Timestamp? = nil
  ) {
    self.id = id
    self.reviewer = reviewer
    self.verdict = verdict
    self.commit = commit
    self.canWrite = canWrite
    self.body = body
    self.url = url
    self.submittedAt = submittedAt
  }
}

/// A comment of a review thread or of the pull request's conversation.
public struct CommentFact: Hashable, Sendable, Codable {
  /// GitHub's identity of the comment, as text.
  public var id: String
  /// Who wrote it.
  public var author: Account
  /// The text, untrusted, capped by the decoder.
  public var body: String
  /// The page to read it on.
  public var url: String?
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// Whether its author is the owner, a member or a collaborator (`author_association`); nil where that was not told. A
  /// member whose membership is private may not be shown as one.
  public var hasSay: Bool?

  /// All fields.
  public init(
    id: String, author: Account, body: String, url: String?, updatedAt: Timestamp, hasSay: Bool? = nil
  ) {
    self.id = id
    self.author = author
    self.body = body
    self.url = url
    self.updatedAt = updatedAt
    self.hasSay = hasSay
  }
}

/// A thread of review comments on a line of a pull request's diff.
public struct ReviewThreadFact: Hashable, Sendable, Codable {
  /// GitHub's node identity of the thread, as text.
  public var id: String
  /// Whether somebody marked it resolved.
  public var isResolved: Bool
  /// Whether the commented lines have changed since.
  public var isOutdated: Bool
  /// The file it stands on.
  public var path: String?
  /// The line it stands on, where GitHub still knows it.
  public var line: Int?
  /// Its comments, oldest first; at least the first and, where pages were cut, the last ones.
  public var comments: [CommentFact]

  /// All fields.
  public init(id: String, isResolved: Bool, isOutdated: Bool, path: String?, line: Int?, comments: [CommentFact]) {
    self.id = id
    self.isResolved = isResolved
    self.isOutdated = isOutdated
    self.path = path
    self.line = line
    self.comments = comments
  }
}
