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
