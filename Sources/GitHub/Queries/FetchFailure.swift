package import MissionCore

/// Why something of GitHub's was not fetched.
package enum FetchFailure: Error, Hashable, Sendable {
  /// It does not exist, or is not visible to our token. The reason is a phrase for people.
  case gone(reason: String)
  /// The issue was transferred to another repository, where this is its number.
  case moved(to: IssueReference)
  /// It could not be read just now; that says nothing about it. `retryAt` is when asking again may succeed, where
  /// known.
  case unavailable(reason: String, retryAt: Timestamp?)
}

extension FetchFailure {
  /// The source's word for it.
  init(_ failure: SourceFailure) {
    switch failure {
    case .notFound: self = .gone(reason: "not found, or not visible to the token")
    case .gone: self = .gone(reason: "deleted")
    case .tooHeavy(let reason): self = .unavailable(reason: reason, retryAt: nil)
    case .unavailable(let reason, let retryAt): self = .unavailable(reason: reason, retryAt: retryAt)
    }
  }

  /// GitHub answered with something that is not what it documents.
  static let unexpectedAnswer = FetchFailure.unavailable(reason: "GitHub's answer could not be read", retryAt: nil)
}
