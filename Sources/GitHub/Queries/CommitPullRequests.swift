import FoundationEssentials
package import MissionCore
import System

/// Finds the pull requests that a commit belongs to; also works for commits of forks. GitHub's answer may lag.
package struct CommitPullRequests: Sendable {
  private let source: any GitHubSource

  /// A finder that asks this source.
  package init(source: any GitHubSource) { self.source = source }

  /// The pull requests into the repository that have this commit (a full commit name), at most 100, in every state.
  package func containing(
    _ sha: String, in repository: RepositoryName
  ) async -> Result<[PullRequestHint], FetchFailure> {
    guard sha.utf8.count == 40 || sha.utf8.count == 64, sha.utf8.allSatisfy({ $0.hexadecimalDigit != nil }) else {
      return .failure(.gone(reason: "not a full commit name"))
    }
    let answer: ResourceAnswer
    do {
      answer = try await source.resource(
        "/repos/\(repository)/commits/\(sha)/pulls", query: ["per_page": "100"], etag: nil)
    } catch {
      return .failure(FetchFailure(error))
    }
    var list = PullRequestList(repository: repository)
    guard case .fresh(let body, _) = answer, list.add(body) != nil else { return .failure(.unexpectedAnswer) }
    return .success(list.hints)
  }
}
