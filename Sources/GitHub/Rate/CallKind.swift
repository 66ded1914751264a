/// What a call does, as far as GitHub's limits care.
package enum CallKind: Sendable, Hashable, CaseIterable {
  /// A REST GET or HEAD.
  case read
  /// A REST POST, PUT, PATCH or DELETE.
  case write
  /// A REST search.
  case search
  /// A GraphQL query.
  case query
  /// A GraphQL mutation.
  case mutation

  /// The primary limit that the call draws on.
  package var resource: RateResource {
    switch self {
    case .read, .write: .core
    case .search: .search
    case .query, .mutation: .graphql
    }
  }

  /// Whether the call changes something.
  package var isWrite: Bool {
    switch self {
    case .write, .mutation: true
    case .read, .search, .query: false
    }
  }

  /// What the call costs of the points a minute allows (GitHub's documentation of secondary limits).
  var points: Int { isWrite ? 5 : 1 }
}
