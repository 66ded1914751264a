import FoundationEssentials
package import MissionCore
import Synchronization

/// The account that the token acts as, asked for once.
package final class OwnAccount: Sendable {
  private let client: GitHubClient
  private let known = Mutex<Account?>(nil)

  /// The account behind this client.
  package init(client: GitHubClient) { self.client = client }

  /// The account, as far as it matters in this repository: an App's installations all act as one bot.
  package func account(in repository: RepositoryName) async throws(GitHubError) -> Account {
    if let account = known.withLock({ $0 }) { return account }
    let login: String
    do throws(GitHubError) {
      let user: AccountPayload = try await client.read("/user")
      guard let name = user.login else { throw GitHubError.unexpectedShape("login") }
      login = name
    } catch {
      switch error {
      // An installation's token has no user; GraphQL says the name of its bot.
      case .forbidden, .notFound: login = try await viewer(in: repository)
      default: throw error
      }
    }
    let account = Account(login: login, isBot: login.hasSuffix("[bot]"))
    known.withLock { $0 = account }
    return account
  }

  private struct Viewer: Decodable {
    let viewer: Login

    struct Login: Decodable {
      let login: String
    }
  }

  private func viewer(in repository: RepositoryName) async throws(GitHubError) -> String {
    switch try await client.graphql("query{viewer{login}}", as: Viewer.self, about: repository) {
    case .complete(let answer), .partial(let answer, _): return answer.viewer.login
    }
  }
}
