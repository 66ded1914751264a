import MissionCore

/// A review thread in GraphQL.
struct ThreadNode: Decodable {
  let id: String
  let isResolved: Bool
  let isOutdated: Bool
  let path: String?
  let line: WholeNumber?
  let originalLine: WholeNumber?
  let comments: Connection<CommentNode>?

  var fact: ReviewThreadFact {
    ReviewThreadFact(
      id: id.capped(at: TextLimit.title), isResolved: isResolved, isOutdated: isOutdated,
      path: path?.capped(at: TextLimit.url), line: (line ?? originalLine)?.value,
      comments: comments?.values.map(\.fact) ?? [])
  }

  /// Whether its comments are still to be asked for.
  var isUnread: Bool { comments == nil }

  /// Whether it has more comments than were read.
  var isCut: Bool { (comments?.totalCount ?? 0) > (comments?.nodes?.count ?? 0) }
}
