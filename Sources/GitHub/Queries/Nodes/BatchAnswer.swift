import MissionCore

/// The answer to a query for pull requests (or for more pages of one): what stands under each alias, and the errors.
struct BatchAnswer<Node: Decodable>: Decodable {
  let data: [String: Attempt<RepositoryNode>?]?
  let errors: [GraphQLErrorNode]?

  /// Holds the pull request as an attempt, so that one that cannot be read is told from one that is null.
  struct RepositoryNode: Decodable {
    let pullRequest: Attempt<Node>?
    /// What the repository is called now, where it was asked for: the old name leads there, too.
    let nameWithOwner: String?
    /// Its default branch, where that was asked for.
    let defaultBranchRef: Branch?

    struct Branch: Decodable {
      let name: String
    }
  }

  /// The default branch of the repository under the alias; nil when that was not asked for.
  func defaultBranch(_ alias: String) -> String? { (data?[alias] ?? nil)?.value?.defaultBranchRef?.name }

  /// The name the repository under the alias has now; nil when that was not asked for.
  func repository(_ alias: String) -> RepositoryName? {
    (data?[alias] ?? nil)?.value?.nameWithOwner.flatMap { RepositoryName($0) }
  }

  /// What stands under the alias: nil when it is null or missing, an empty attempt when it could not be read.
  func pullRequest(_ alias: String) -> Attempt<Node>? {
    guard let repository = data?[alias] ?? nil else { return nil }
    return repository.value?.pullRequest
  }

  /// Whether GitHub gave up because it was asked for too much at once.
  var isTooHeavy: Bool { (errors ?? []).contains { $0.isTooHeavy } }

  /// An error that is about no single alias, and so about all. Of a query that is refused before anything is answered
  /// the paths lead through its text: `query …`, `fragment …`.
  var commonError: GraphQLErrorNode? {
    (errors ?? []).first { $0.path?.first == nil } ?? (data == nil ? errors?.first : nil)
  }

  /// The parts for which GitHub refused the whole query, because it does not know them.
  var unknownParts: Set<QueryPart> { data == nil ? Set((errors ?? []).compactMap(\.unknownPart)) : [] }

  /// The errors at or below this alias, without the alias.
  func errors(below alias: String) -> [(path: ArraySlice<String>, error: GraphQLErrorNode)] {
    (errors ?? []).compactMap { error in
      guard let path = error.path, path.first == alias else { return nil }
      return (path.dropFirst(), error)
    }
  }
}
