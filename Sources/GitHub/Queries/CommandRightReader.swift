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

  /// Whether a login may write to a repository
  /// (https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user). Who is not
  /// known there may not.
  package func right(
    of login: String, in repository: RepositoryName
  ) async -> Result<CommandRight, FetchFailure> {
    do throws(GitHubError) {
      let own = try await account.account(in: repository)
      if own.folded == login.lowercased() { return .success(.ourselves) }
      let answer: Permission = try await client.read("/repos/\(repository)/collaborators/\(login)/permission")
      switch answer.permission.lowercased() {
      // `maintain` is shown as `write`, `triage` as `read`.
      case "admin", "write": return .success(.writer)
      default: return .success(.none)
      }
    } catch {
      if case .notFound = error { return .success(.none) }
      return .failure(.unavailable(reason: error.summary, retryAt: error.until))
    }
  }

  private struct Permission: Decodable {
    let permission: String
  }
}
