/// The rules of one mission.
///
/// A rule is its property here, with its default, and its row in ``PolicyField/all``, with its name and limits.
package struct Policy: Hashable, Sendable {
  /// When a submitted item counts as done.
  package enum Completion: String, Hashable, Sendable, Codable, CaseIterable {
    /// When its watches and its review gate pass.
    case gates
    /// When its pull requests are merged.
    case merge
  }

  /// How a pull request's commits come into its base branch (`merge_method` of GitHub's REST API). A merge queue has a
  /// method of its own.
  package enum MergeMethod: String, Hashable, Sendable, Codable, CaseIterable {
    /// By a merge commit.
    case merge
    /// As one new commit.
    case squash
    /// One by one on top of the base.
    case rebase
  }

  /// How a mission says on GitHub where it stands.
  package enum Reporting: String, Hashable, Sendable, Codable, CaseIterable {
    /// Not at all, unless it is asked.
    case off
    /// In one comment on each of its issues and pull requests, edited in place.
    case comment
    /// By a check run on the head of each of its pull requests.
    case check
  }

  /// What becomes of a head that a review bot did not look at though it was to: it was rate limited, is paused, skipped
  /// it or failed.
  package enum StoodDownBots: String, Hashable, Sendable, Codable, CaseIterable {
    /// The bot is waited for, a day at most; then a person is asked.
    case wait
    /// The head passes without it, and that is said.
    case pass
    /// A person is asked at once.
    case ask
  }

  /// How many items may be assigned or running at once; 1 or more.
  package var maxParallelItems = 2
  /// Whether implement and test items pass a review gate.
  package var reviewerRequired = true
  /// Whether a pull request is merged once all gates pass.
  package var autoMerge = false
  /// How it is merged.
  package var mergeMethod = MergeMethod.merge
  /// Whether a branch that is behind its base, where that must not be, is updated instead of handed to its author.
  package var updateBranch = false
  /// Whether the review threads that a fix answered are replied to and resolved.
  package var resolveThreads = false
  /// How long a watch waits between two looks, in seconds; 5 or more.
  package var watchIntervalSeconds = 180
  /// When a submitted item counts as done.
  package var completeOn = Completion.gates
  /// How many fixes one cause gets before a person is asked.
  package var maxFixAttempts = 3
  /// How often failed jobs are re-run before a fix task is made.
  package var ciReruns = 0
  /// How long a head without any check waits for one before that counts as "no checks", in seconds.
  package var noChecksGraceSeconds = 300
  /// How long after the last check of a head has ended its checks count as all there is, in seconds: late suites begin
  /// some seconds after the others. 0 counts at once. Where no check is required, a head is not green before six times
  /// as long after it came, and 30 seconds at most: quick checks end before others are queued.
  package var settleSeconds = 5
  /// How long an agent may hold a task without a sign of life, in seconds; 1 or more.
  package var taskLeaseSeconds = 3600
  /// How it says on GitHub where it stands.
  package var report = Reporting.off

  /// What becomes of a head that a review bot did not look at.
  package var botStoodDown = StoodDownBots.ask
  /// How long an assignment may wait to be taken before somebody is told, in seconds; 1 or more.
  package var takeWithinSeconds = 120
  /// How often a task may fail before its item is held and a person is asked; 1 or more.
  package var maxAttempts = 5
  /// How long an agent may give neither output nor a sign of life before that is said, in seconds; 1 or more.
  package var stallSeconds = 600
  /// What all agents' runs may cost together, in US dollars; nil sets no bound.
  package var maxCostUSD: Double?
  /// Whether an item is done only with a proof.
  package var proofRequired = false
  /// Whether a pull request is opened for a branch that an agent's run leaves behind.
  package var opensPullRequests = true
  /// How often the assertions of a milestone may fail before it is held and a person is asked; 1 or more.
  package var maxValidationRounds = 3
  /// The repositories beside its issues' own whose pull requests, reviews and commands may move the mission.
  package var repositories: [RepositoryName] = []

  /// The defaults.
  package init() {}
}

extension Policy: Codable {
  /// Reads stored rules; what was stored before a rule existed has its default.
  package init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: PolicyField.Key.self)
    self.init()
    for field in PolicyField.all { try field.read(from: stored, into: &self) }
  }

  /// Stores every rule.
  package func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: PolicyField.Key.self)
    for field in PolicyField.all { try field.store(self, in: &stored) }
  }

  /// Writes the rules that other tools know, under their names.
  package func publish(to encoder: any Encoder) throws {
    var published = encoder.container(keyedBy: PolicyField.Key.self)
    for field in PolicyField.all { try field.publish(self, in: &published) }
  }
}
