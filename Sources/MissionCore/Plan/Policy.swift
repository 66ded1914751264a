/// The rules of one mission.
package struct Policy: Hashable, Sendable, Codable {
  /// When a submitted item counts as done.
  package enum Completion: String, Hashable, Sendable, Codable {
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
  /// some seconds after the others. 0 counts at once. Where no check is required, a head is not green before six times as
  /// long after it came, and 30 seconds at most: quick checks end before others are queued.
  package var settleSeconds = 5
  /// How long an agent may hold a task without a sign of life, in seconds; 1 or more.
  package var taskLeaseSeconds = 3600
  /// How often the assertions of a milestone may fail before a person is asked; 1 or more.
  package var maxValidationRounds = 3
  /// How it says on GitHub where it stands.
  package var report = Reporting.off

  /// The defaults.
  package init() {}

  /// Reads stored rules; what was stored before a rule existed has its default.
  package init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: CodingKeys.self)
    try stored.read(&maxParallelItems, .maxParallelItems)
    try stored.read(&reviewerRequired, .reviewerRequired)
    try stored.read(&autoMerge, .autoMerge)
    try stored.read(&mergeMethod, .mergeMethod)
    try stored.read(&updateBranch, .updateBranch)
    try stored.read(&resolveThreads, .resolveThreads)
    try stored.read(&watchIntervalSeconds, .watchIntervalSeconds)
    try stored.read(&completeOn, .completeOn)
    try stored.read(&maxFixAttempts, .maxFixAttempts)
    try stored.read(&ciReruns, .ciReruns)
    try stored.read(&noChecksGraceSeconds, .noChecksGraceSeconds)
    try stored.read(&settleSeconds, .settleSeconds)
    try stored.read(&taskLeaseSeconds, .taskLeaseSeconds)
    try stored.read(&maxValidationRounds, .maxValidationRounds)
    try stored.read(&report, .report)
  }
}

extension KeyedDecodingContainer {
  /// Replaces a default by what is stored, if anything is.
  fileprivate func read<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
    value = try decodeIfPresent(Value.self, forKey: key) ?? value
  }
}
