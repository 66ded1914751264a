package import MissionCore
import Synchronization

/// Gives the App's installation tokens: for each repository that of the installation it belongs to.
///
/// A token serves its whole hour, to five minutes before its end, for every repository of the installation: ETags are
/// bound to the token they were given for. Whatever has to be asked for is asked for once for all who wait.
package final class InstallationTokens: TokenSource {
  private let client: GitHubClient
  private let home: RepositoryName?
  private let timekeeper: any Timekeeper
  private let finding = SingleFlight<RepositoryName?, Installation>()
  private let minting = SingleFlight<Int64, Token>()
  private let ledger = Mutex(InstallationLedger())

  /// Tokens that are had through a client of the App itself (see ``AppTokens``). Calls that are about no repository use
  /// the token for `home`; without one, that of the App's only installation.
  package init(
    client: GitHubClient, home: RepositoryName? = nil, timekeeper: any Timekeeper = SystemTimekeeper()
  ) {
    self.client = client
    self.home = home
    self.timekeeper = timekeeper
  }

  /// The token for calls about this repository.
  package func token(for repository: RepositoryName?) async throws(GitHubError) -> Token {
    let repository = repository ?? home
    do throws(GitHubError) {
      return try await token(of: try await installation(for: repository), for: repository)
    } catch let error {
      // The App may have been removed and installed again: then the installation has another number.
      guard case .noToken(.uninstalled) = error else { throw error }
      return try await token(of: try await installation(for: repository), for: repository)
    }
  }

  /// Drops the token, at most one a minute for each installation: if the next one is refused as well, a third would be.
  package func refused(_ token: Token) async -> Bool {
    let now = timekeeper.now.uptime
    return ledger.withLock { $0.refuse(token, at: now) }
  }

  /// A token of its own for one push: it reaches this repository alone, and nothing of it but its contents.
  package func pushToken(for repository: RepositoryName) async throws(GitHubError) -> Secret? {
    struct Narrowing: Encodable, Sendable {
      let repositories: [String]
      let permissions = ["contents": "write"]
    }
    let installation = try await installation(for: repository)
    let answer = try await client.send(
      .post, "/app/installations/\(installation.id)/access_tokens", json: Narrowing(repositories: [repository.name]))
    guard let secret = try? Secret(try answer.decode(Minted.self).token) else { throw .unexpectedShape("token") }
    return secret
  }

  /// The installation that a repository belongs to, with its permissions and events, as GitHub has it now.
  package func currentInstallation(for repository: RepositoryName?) async throws(GitHubError) -> Installation {
    let installation = try await look(up: repository ?? home)
    ledger.withLock { $0.note(installation, for: repository ?? home) }
    return installation
  }

  /// Forgets where the App is installed. For events that say it has changed; tokens stay.
  package func forgetInstallations() {
    ledger.withLock { $0.forgetPlaces() }
  }

  // MARK: - Finding

  private func installation(for repository: RepositoryName?) async throws(GitHubError) -> Installation {
    if let known = try known(repository) { return known }
    return try await finding.value(for: repository) { [self] () async throws(GitHubError) -> Installation in
      // An earlier flight may have ended between the question and this one: what it brought is used.
      if let known = try known(repository) { return known }
      do throws(GitHubError) {
        let installation = try await look(up: repository)
        ledger.withLock { $0.note(installation, for: repository) }
        return installation
      } catch let error {
        if case .noToken(let fault) = error { note(fault, for: repository) }
        throw error
      }
    }
  }

  private func known(_ repository: RepositoryName?) throws(GitHubError) -> Installation? {
    let now = timekeeper.now.uptime
    switch ledger.withLock({ $0.place(of: repository, at: now) }) {
    case .installed(let installation): return installation
    case .refused(let fault, _): throw .noToken(fault)
    case nil: return nil
    }
  }

  private func note(_ fault: TokenFault, for repository: RepositoryName?) {
    let now = timekeeper.now.uptime
    ledger.withLock { $0.note(fault, for: repository, at: now) }
  }

  private func look(up repository: RepositoryName?) async throws(GitHubError) -> Installation {
    let installation: Installation
    do throws(GitHubError) {
      if let repository {
        installation = try await client.read("/repos/\(repository)/installation", as: Installation.self)
      } else {
        installation = try await onlyInstallation()
      }
    } catch let error {
      switch error {
      case .notFound: throw .noToken(repository.map { .notInstalled($0) } ?? .ambiguous(installations: 0))
      case .unauthorized(let text): throw .noToken(.appRefused(text))
      default: throw error
      }
    }
    guard installation.suspendedAt == nil else { throw .noToken(.suspended(account: installation.account)) }
    return installation
  }

  private func onlyInstallation() async throws(GitHubError) -> Installation {
    let all = try await client.read("/app/installations", query: ["per_page": "100"], as: [Installation].self)
    guard all.count == 1, let only = all.first else { throw .noToken(.ambiguous(installations: all.count)) }
    return only
  }

  // MARK: - Minting

  private func token(
    of installation: Installation, for repository: RepositoryName?
  ) async throws(GitHubError) -> Token {
    if let token = fresh(installation.id) { return token }
    return try await minting.value(for: installation.id) { [self] () async throws(GitHubError) -> Token in
      if let token = fresh(installation.id) { return token }
      do throws(GitHubError) {
        return try await mint(for: installation)
      } catch let error {
        switch error {
        case .notFound:
          ledger.withLock { $0.forget(installation.id) }
          throw .noToken(.uninstalled(repository))
        case .unauthorized(let text):
          note(.appRefused(text), for: repository)
          throw .noToken(.appRefused(text))
        case .forbidden(let text) where text.lowercased().contains("suspended"):
          let fault = TokenFault.suspended(account: installation.account)
          note(fault, for: repository)
          throw .noToken(fault)
        default:
          // GitHub is out of order for a moment, but the old token has some minutes left.
          let now = timekeeper.now.uptime
          guard let token = ledger.withLock({ $0.postponeRenewal(of: installation.id, at: now) }) else { throw error }
          return token
        }
      }
    }
  }

  private func fresh(_ installation: Int64) -> Token? {
    let now = timekeeper.now.uptime
    return ledger.withLock { $0.token(of: installation, at: now) }
  }

  private struct Minted: Decodable, Sendable {
    let token: String
    let expiresAt: String?

    private enum CodingKeys: String, CodingKey {
      case token
      case expiresAt = "expires_at"
    }
  }

  private func mint(for installation: Installation) async throws(GitHubError) -> Token {
    let asked = timekeeper.now
    let answer = try await client.send(.post, "/app/installations/\(installation.id)/access_tokens")
    let minted = try answer.decode(Minted.self)
    guard let secret = try? Secret(minted.token) else { throw .unexpectedShape("token") }
    // The end is a time of GitHub's clock, so what is left is measured by that clock, if the answer has it.
    let seconds = minted.expiresAt.flatMap { Timestamp(rfc3339: $0) }?
      .seconds(since: answer.serverTime ?? asked.wall)
    let token = Token(secret, account: "installation \(installation.id)")
    ledger.withLock { $0.note(token, of: installation.id, at: asked.uptime, lifetimeSeconds: seconds) }
    return token
  }
}
