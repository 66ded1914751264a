/// What a look at GitHub found, held against what webhooks had told.
///
/// What is fetched for the first time was never missed, and what a webhook hinted at is only confirmed: missed is what
/// differs from the last look although nothing was heard since.
package enum Find: Hashable, Sendable {
  /// Nothing that a webhook should have told.
  case known
  /// Something happened unheard, at the earliest then.
  case missed(since: Timestamp)
}

extension Mission {
  /// A look found something: what no webhook told ends the trust in those of the repository for a while.
  mutating func note(_ find: Find?, in repository: RepositoryName, _ turn: inout Turn) {
    guard let find else { return }
    turn.finds.append(find)
    if case .missed = find { repositories.noteMissed(in: repository, at: turn.now) }
  }
}
