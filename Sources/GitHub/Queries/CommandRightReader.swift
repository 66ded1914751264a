import FoundationEssentials
package import MissionCore

/// Asks GitHub who may write to a repository: only they command.
package struct CommandRightReader: Sendable {
  private let client: GitHubClient
  private let account: OwnAccount

  /// A reader that asks through this client, for which the account itself has no right.
  package init(client: GitHubClient, account: OwnAccount) {
    self.client = client
    self.account = account
  }

  /// Whether a login may write to a repository. Who is not known there may not.
  package func right(
    of login: String, in repository: RepositoryName
  ) async -> Result<CommandRight, FetchFailure> {
    do throws(GitHubError) {
      let own = try await account.account(in: repository)
      if own.folded == login.lowercased() { return .success(.ourselves) }
      let answer: RepositoryPermission = try await client.read(
        "/repos/\(repository)/collaborators/\(login)/permission")
      return .success(answer.mayWrite ? .writer : .none)
    } catch {
      if case .notFound = error { return .success(.none) }
      return .failure(.unavailable(reason: error.summary, retryAt: error.until))
    }
  }
}
