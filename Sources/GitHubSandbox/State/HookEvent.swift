/// Something that happened, as GitHub tells it to a repository's hooks.
package struct HookEvent: Sendable, Equatable {
  /// The value of `X-GitHub-Event`, such as `pull_request`.
  package var name: String
  /// The payload's `action`; events such as `push` and `status` have none.
  package var action: String?
  /// The repository whose hooks hear of it.
  package var repository: Int
  /// The one hook it is for, as with `ping`; all that subscribe to it where there is none.
  package var hook: Int?
  /// What its deliveries carry.
  package var payload: JSONValue
}
