/// One gate on a pull request: passes, waits, or asks for a fix.
package struct WatchItem: Hashable, Sendable, Codable {
  /// Where a watch stands. The raw values are those of the published records.
  package enum Status: String, Hashable, Sendable, Codable {
    /// Waiting.
    case active
    /// It acted; a fix is open.
    case snoozed
    /// It passed on the current head, or there is nothing left to watch.
    case done
  }

  /// Its identity.
  package let id: Identifier<WatchItem>
  /// The item it holds.
  package let item: Identifier<WorkItem>
  /// What it looks at.
  package let kind: WatchKind
  /// Where it looks.
  package internal(set) var target: PullRequestReference
  /// Where it stands.
  package internal(set) var status = Status.active
  /// Why it stands there: one sentence without a full stop.
  package internal(set) var verdict = "not looked at yet"
  /// When GitHub was last asked on its behalf; nil before the first answer.
  package internal(set) var lastCheckAt: Timestamp?
  /// How often in a row GitHub could not be asked.
  package internal(set) var consecutiveFailures = 0
  /// The head on which it last passed; nil until it does.
  package internal(set) var passedHead: String?
}
