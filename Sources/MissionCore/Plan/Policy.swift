/// The rules of one mission.
public struct Policy: Hashable, Sendable, Codable {
  /// When a submitted item counts as done.
  public enum Completion: String, Hashable, Sendable, Codable {
    /// When its watches and its review gate pass.
    case gates
    /// When its pull requests are merged.
    case merge
  }

  /// How many items may be assigned or running at once; 1 or more.
  public var maxParallelItems = 2
  /// Whether implement and test items pass a review gate.
  public var reviewerRequired = true
  /// Whether a pull request is merged once all gates pass.
  public var autoMerge = false
  /// How long a watch waits between two looks, in seconds; 5 or more.
  public var watchIntervalSeconds = 180
  /// When a submitted item counts as done.
  public var completeOn = Completion.gates
  /// How many fixes one cause gets before a person is asked.
  public var maxFixAttempts = 3
  /// How often failed jobs are re-run before a fix task is made.
  public var ciReruns = 0
  /// How long a head without any check waits for one before that counts as "no checks", in seconds.
  public var noChecksGraceSeconds = 300
  /// How long an agent may hold a task without a sign of life, in seconds; 1 or more.
  public var taskLeaseSeconds = 3600

  /// The defaults.
  public init() {}
}
