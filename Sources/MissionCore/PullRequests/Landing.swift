/// Whether what a pull request brought is on the branch it belongs to, as GitHub showed it when it was asked last.
///
/// A merge alone is no landing: a force push may lose it, and a revert takes it back. What a bot pushed by itself has
/// landed though its pull request was closed and not merged.
package struct Landing: Hashable, Sendable, Codable {
  /// What GitHub shows.
  package enum Standing: Hashable, Sendable, Codable {
    /// It could not be asked.
    case unknown
    /// It is there.
    case landed
    /// It is not there, or not any more.
    case lost
    /// A later commit of this name took it back.
    case reverted(by: String)
  }

  /// What is asked.
  package struct Question: Hashable, Sendable {
    /// About which pull request.
    package let reference: PullRequestReference
    /// Its merge commit; of one that was closed its head.
    package let commit: String
    /// The branch it belongs to, an untrusted name.
    package let branch: String
    /// Whether GitHub merged it.
    package let isMerged: Bool
  }

  /// The commit that was looked for.
  package let commit: String
  /// The branch that was looked at.
  package internal(set) var branch: String
  /// What GitHub showed.
  package internal(set) var standing = Standing.unknown
  /// When it was first there; nil while it has not been.
  package internal(set) var landedAt: Timestamp?
  /// When GitHub last answered; nil while it has not.
  package internal(set) var lookedAt: Timestamp?
  private var failures = 0
  private var problem: String?
  private var nextLookAt: Timestamp

  init(_ question: Question, at now: Timestamp) {
    commit = question.commit
    branch = question.branch
    nextLookAt = now
  }

  /// How asking goes, as one value. The stored layout spells its parts.
  var looks: Attempts {
    get { Attempts(failures: failures, problem: problem, nextAt: nextLookAt) }
    set { (failures, problem, nextLookAt) = (newValue.failures, newValue.problem, newValue.nextAt) }
  }

  /// How long after it landed it is looked for once more, in seconds.
  static let laterLookSeconds = 3_600
  /// How often it is looked for while it is lost or reverted, in seconds: somebody may bring it back.
  static let lostLookSeconds = 300

  /// Takes in what GitHub showed.
  mutating func takeIn(_ standing: Standing, at now: Timestamp) {
    self.standing = standing
    let isFirst = landedAt == nil
    if standing == .landed, isFirst { landedAt = now }
    lookedAt = now
    looks.succeed()
    switch standing {
    case .landed:
      nextLookAt = isFirst ? now.adding(seconds: Self.laterLookSeconds) : Timestamp(milliseconds: .max)
    case .lost, .reverted, .unknown: nextLookAt = now.adding(seconds: Self.lostLookSeconds)
    }
  }
}
