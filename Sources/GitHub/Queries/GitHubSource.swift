package import FoundationEssentials
package import MissionCore

/// The two ways of asking GitHub that the fetchers need. They read only; asking twice does no harm.
package protocol GitHubSource: Sendable {
  /// Asks a GraphQL query. The answer's whole body, also where it holds `errors` beside `data`.
  func answer(to query: GraphQLQuery) async throws(SourceFailure) -> Data

  /// Reads a REST resource below the API's base, as `/repos/o/r/issues/1`. Redirects to the API's own host are
  /// followed.
  ///
  /// With an `etag`, the answer is `.unchanged` when GitHub says that nothing changed since.
  func resource(_ path: String, query: [String: String], etag: String?) async throws(SourceFailure) -> ResourceAnswer
}

/// A REST resource as it was read.
package enum ResourceAnswer: Hashable, Sendable {
  /// Its content, and the tag to ask again with.
  case fresh(body: Data, etag: String?)
  /// The same as when the tag was given.
  case unchanged
}

/// Why GitHub gave no content.
package enum SourceFailure: Error, Hashable, Sendable {
  /// It does not exist, or the token may not see it (404, 422 for a commit).
  case notFound
  /// It existed and does not any more (410).
  case gone
  /// GitHub could not answer in time, or the answer was too large or cut: less may well succeed (502, 504, a timeout).
  case tooHeavy(String)
  /// Anything else: says nothing about what was asked for. The time is when asking again may succeed, where known.
  case unavailable(String, retryAt: Timestamp?)
}
