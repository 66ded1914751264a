import FoundationEssentials
import MissionCore

/// One call as it was asked for, before token, redirects and retries.
struct Call: Sendable {
  let method: HTTPClient.Method
  let url: String
  /// The repository that the call is about: its token is used.
  let repository: RepositoryName?
  let kind: CallKind
  let priority: CallPriority
  var condition: Condition?
  var body: Data?
  /// Whether a redirect to another host is followed, without the token.
  var mayLeave = false

  /// Answer only if the content is not what this ETag stands for.
  struct Condition: Sendable {
    let etag: String
    /// The token the ETag was given for, where that is known: under another one it never matches.
    let token: String?

    func applies(to other: Token) -> Bool { token == nil || token == other.identity }
  }
}

/// A call's answer and the token that brought it.
struct Exchange: Sendable {
  let answer: Answer
  let token: Token
}
