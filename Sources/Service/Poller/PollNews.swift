import MissionCore

/// Tells whether a poll found what a webhook should have told.
///
/// What is fetched for the first time was never missed; what a webhook hinted at is only confirmed. News is what differs
/// from the last look although nothing was heard since.
enum PollNews: Equatable {
  /// Nothing that a webhook should have told.
  case known
  /// Something happened unheard, at the earliest then.
  case news(since: Timestamp)

  /// The verdict on a fetched fact that made one mission of another; nil where it says nothing about webhooks.
  ///
  /// Of a list of comments only the mission itself knows what in it is new; it says nothing.
  init?(_ observation: Observation, before: Mission, after: Mission) {
    if case .snapshot(let snapshot) = observation {
      guard let facts = before.pullRequests[snapshot.reference], let last = facts.snapshot else { return nil }
      guard last.startedAt >= facts.touchedAt, !snapshot.tellsNothingBeyond(last) else {
        self = .known
        return
      }
      self = .news(since: max(last.startedAt, min(snapshot.updatedAt, snapshot.startedAt)))
    } else if case .issue(let facts) = observation {
      guard let last = before.issues[facts.reference]?.facts else { return nil }
      self = facts.updatedAt > last.updatedAt ? .news(since: facts.updatedAt) : .known
    } else if case .openPullRequests(_, let hints) = observation {
      // A pull request that was there before the mission had no webhook to be heard by.
      let found = hints.filter { hint in
        before.pullRequests[hint.reference] == nil && after.pullRequests[hint.reference] != nil
          && hint.updatedAt > before.header.createdAt
      }
      self = found.map(\.updatedAt).min().map { .news(since: $0) } ?? .known
    } else {
      return nil
    }
  }
}
