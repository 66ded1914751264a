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

/// What GitHub shows of a branch since a commit.
package struct BranchHistory: Hashable, Sendable {
  /// A commit of the branch.
  package struct Commit: Hashable, Sendable {
    /// Its name.
    package let sha: String
    /// What it says, untrusted text.
    package let message: String

    /// A commit.
    package init(sha: String, message: String) {
      self.sha = sha
      self.message = message
    }
  }

  /// Whether the branch contains the commit.
  package let containsCommit: Bool
  /// The branch's commits since, the oldest first, as far as they were read.
  package let since: [Commit]

  /// All of it.
  package init(containsCommit: Bool, since: [Commit]) {
    self.containsCommit = containsCommit
    self.since = since
  }

  /// Where what is asked about stands.
  package func standing(of question: Landing.Question) -> Landing.Standing {
    guard question.isMerged else {
      return containsCommit || since.contains { $0.brings(question.reference) } ? .landed : .lost
    }
    guard containsCommit else { return .lost }
    var revert: Commit?
    for commit in since {
      if let known = revert {
        if commit.takesBack(known.sha) || commit.isAgainstRevert(of: question.reference) { revert = nil }
      } else if commit.takesBack(question.commit) || commit.reverts(question.reference) {
        revert = commit
      }
    }
    return revert.map { .reverted(by: $0.sha) } ?? .landed
  }
}

extension BranchHistory.Commit {
  private var title: Substring { message.prefix { !$0.isNewline } }

  /// Whether it says of itself that it reverts the commit, as `git revert` writes it.
  fileprivate func takesBack(_ sha: String) -> Bool {
    let phrase = "This reverts commit "
    var rest = message[...]
    while let found = rest.firstPlace(of: phrase) {
      rest = rest[found.upperBound...]
      let name = rest.prefix { $0.isHexDigit }
      if name.count >= 7, sha.lowercased().hasPrefix(name.lowercased()) { return true }
    }
    return false
  }

  /// Whether it says that it reverts the pull request, as GitHub's button writes it.
  fileprivate func reverts(_ reference: PullRequestReference) -> Bool {
    if isAgainstRevert(of: reference) { return false }
    let number = "#\(reference.number)"
    let words = message.split(whereSeparator: \.isWhitespace)
    for (word, next) in zip(words, words.dropFirst()) where word.lowercased() == "reverts" {
      let named = next.lowercased().trimmingSentenceEnd()
      if named == number || named == reference.folded { return true }
    }
    return title.hasPrefix("Revert \"") && title.contains("(\(number))\"")
  }

  /// Whether it takes back a revert of the pull request.
  fileprivate func isAgainstRevert(of reference: PullRequestReference) -> Bool {
    guard title.hasPrefix("Revert \"Revert ") || title.hasPrefix("Reapply ") else { return false }
    return title.contains("(#\(reference.number))")
  }

  /// Whether it says that it brings what the pull request holds: a bot squashed it, or pushed it by itself.
  fileprivate func brings(_ reference: PullRequestReference) -> Bool {
    if title.hasPrefix("Revert") { return false }
    if title.hasSuffix("(#\(reference.number))") { return true }
    return IssueText.closedIssues(inPullRequestBody: resolvingMessage, repository: reference.repository)
      .contains(reference.asIssue)
  }

  /// The message with the word of some bots for closing in GitHub's.
  private var resolvingMessage: String {
    message.replacing("Pull Request resolved: ", with: "Resolves ")
  }
}

extension String {
  fileprivate func trimmingSentenceEnd() -> String {
    var text = Substring(self)
    while let last = text.last, ".,:;!)".contains(last) { text.removeLast() }
    return String(text)
  }
}
