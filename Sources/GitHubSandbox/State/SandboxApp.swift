import GitHub
import MissionCore

/// The GitHub App that the sandbox knows, installed at every account that has a repository.
package struct SandboxApp: Sendable {
  /// The App's number; its `iss` may be this or its slug.
  package var id: Int
  var slug: String
  /// What its assertions are checked with.
  var key: AppPublicKey
  /// Its hook, which hears of all repositories; nil where it has none.
  package var hook: HookRecord?
  /// What an installation may do.
  package var permissions: [String: String]
  /// Accounts that have suspended it, in lower case.
  package var suspended: Set<String> = []
  /// Accounts where it is not installed, in lower case.
  package var absent: Set<String> = []
  private var tokens: [String: Timestamp] = [:]
  private var lastToken = 0

  /// GitHub's hour.
  private static let lifetimeSeconds = 3600

  init(_ configuration: SandboxConfiguration.App, hook: HookRecord?) {
    id = configuration.id
    slug = configuration.slug
    key = configuration.key
    permissions = configuration.permissions
    self.hook = hook
  }

  /// Whether this is the App's own assertion.
  func admits(assertion: String, at now: Timestamp) -> Bool {
    key.issuer(of: assertion, at: now).map { $0 == String(id) || $0 == slug } ?? false
  }

  /// Whether this is a token of one of its installations.
  func admits(token: String, at now: Timestamp) -> Bool { tokens[token].map { $0 > now } ?? false }

  /// A new token, and when it ends.
  mutating func mint(at now: Timestamp) -> (token: String, expiresAt: Timestamp) {
    lastToken += 1
    let token = "ghs_\(id)_sandbox\(lastToken)"
    let end = now.adding(seconds: Self.lifetimeSeconds)
    tokens[token] = end
    return (token, end)
  }

  /// Ends all tokens, as GitHub does when something is amiss.
  package mutating func revokeTokens() { tokens = [:] }

  /// Whether it is installed at an account.
  func isInstalled(at owner: String) -> Bool { !absent.contains(owner.lowercased()) }

  /// The installation's number: that of the account, which never changes.
  static func installation(of account: AccountRecord) -> Int { 40_000_000 + account.id }
}
