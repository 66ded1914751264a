/// What a mission has heard from people's comments, and what it wrote itself.
package struct Conversation: Hashable, Sendable, Codable {
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

  /// A pull request of one repository that says it closes an issue of another: its author's right there decides.
  struct WaitingLink: Hashable, Sendable, Codable {
    var pullRequest: PullRequestReference
    var issue: IssueReference
    var author: String
    var at: Timestamp
  }

  /// What is known of somebody's right to command.
  struct Writer: Hashable, Sendable, Codable {
    var right: CommandRight?
    var checkedAt: Timestamp?
    var nextCheckAt: Timestamp
    var failures = 0
    var problem: String?

    /// How asking for it goes, as one value. The stored layout spells its parts.
    var checks: Attempts {
      get { Attempts(failures: failures, problem: problem, nextAt: nextCheckAt) }
      set { (failures, problem, nextCheckAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
    }
  }

  /// Something of ours on GitHub that is edited in place: a comment, or a check run.
  struct Posting: Hashable, Sendable, Codable {
    /// GitHub's number of it, once it is known.
    var number: Int?
    /// The commit a check run stands on.
    var head: String?
    /// What stands there, as a digest.
    var written: String?
    var writtenAt: Timestamp?
    /// The action that is to write it anew.
    var action: Identifier<PendingAction>?
    /// GitHub's refusal of the last try, and when that was.
    var refusal: String?
    var refusedAt: Timestamp?

    private enum CodingKeys: String, CodingKey {
      case number, head, written, writtenAt, refusal, refusedAt
      case action = "errand"
    }
  }

  /// By comment and words.
  var waiting: [String: WaitingCommand] = [:]
  /// Pull requests that wait for their authors' rights where the issue is; nil is none.
  var waitingLinks: [WaitingLink]?
  /// The commands that were carried out or put aside, and when: none acts twice, whichever door it came through.
  var ended: [String: Timestamp] = [:]
  /// By repository and login.
  var writers: [String: Writer] = [:]
  /// When to look for comments whose webhook was lost.
  var nextSearchAt: [RepositoryName: Timestamp] = [:]
  /// Why that failed the last time.
  var searchProblem: String?
  /// The mission's own comments.
  var comments: [IssueReference: Posting] = [:]
  /// The mission's own check runs.
  var checks: [PullRequestReference: Posting] = [:]
  /// Where somebody asked for the status.
  var asked: Set<IssueReference> = []
  /// What came of the last command under each issue and pull request.
  var answers: [IssueReference: String] = [:]
  /// Whether GitHub refused a check run: then comments take its place.
  var cannotCheck = false
  /// The numbers of the mission's own check runs, newest last, at most 200: they are no checks of its pull requests.
  var ownCheckRuns: [Int] = []

  /// Nothing heard, nothing written.
  package init() {}

  /// How a command is known again. The digest is not secret and only people with write access act by commands.
  static func key(_ comment: Int, _ command: CommentCommand) -> String { "\(comment) \(digest(command.text))" }

  /// FNV-1a, 64 bits.
  static func digest(_ text: String) -> String {
    String(text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
  }

  /// The commands that were heard of.
  var knownCommands: Set<String> { Set(waiting.keys).union(ended.keys) }

  /// Remembers that a command acts no more.
  mutating func end(_ key: String, at now: Timestamp) {
    waiting[key] = nil
    ended[key] = now
    // What is forgotten here is older than what a first sight may be, unless somebody floods the mission.
    if ended.count > 1_000, let oldest = ended.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      ended[oldest.key] = nil
    }
  }
}
