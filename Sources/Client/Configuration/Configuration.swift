import CommandLine
package import GitHub
import Glibc
package import HTTP
package import MissionCore
import MissionStore
package import Redis

/// Everything that can be set, read once at the start: flag > environment > `signalbox.toml` > default.
///
/// Paths are relative to the working directory. What only the service needs (secrets, tokens) is read only for it, so
/// that an agent can ask for work without being able to read them.
package struct Configuration: Sendable {
  /// Where the town's Redis is.
  package enum Store: Sendable, Equatable {
    /// The service runs its own, behind this socket.
    case embedded(socket: String)
    /// Somebody else's.
    case external(RedisAddress)
  }

  /// Who Signalbox is to GitHub.
  package enum GitHubIdentity: Sendable, Equatable {
    /// Nobody: public things only, and few of them.
    case anonymous
    /// The owner of a token.
    case token(Secret)
    /// A GitHub App, with its private key as PEM.
    case app(id: String, key: Secret)
  }

  /// The town's name: part of all keys.
  package var town: String
  /// The directory of the private Redis, the generated secret and the agents' logs.
  package var data: String
  /// Where the town's Redis is.
  package var store: Store
  /// What is demanded of it.
  package var redisDurability = RedisDurability.required
  /// Where webhooks come in.
  package var listen: ListenAddress
  /// Proxies whose word about the client's address counts, for limits and logs.
  package var trustedProxies: [AddressBlock] = []
  /// The listener for health, metrics and API.
  package var adminListen: ListenAddress
  /// Who may ask the admin listener; always set when it is not on loopback.
  package var adminToken: Secret?
  /// Names besides numeric addresses and `localhost` under which the admin listener may be asked.
  package var adminHosts: [String] = []
  /// The webhook secrets; empty means that the service takes (or makes) ``generatedSecretPath``.
  package var webhookSecrets: [Secret]
  /// The file that ``webhookSecrets`` were read from; nil where they are no file's, or there are none.
  var webhookSecretFile: String?
  /// Where GitHub reaches this Signalbox: `https://box.example.com`; nil where nobody said.
  package var address: HookAddress?
  /// The REST base without a trailing slash.
  package var githubAPI: String
  /// Who Signalbox is to GitHub.
  package var githubIdentity: GitHubIdentity
  /// What a bare `#23` belongs to; nil where nothing says so.
  package var repository: RepositoryName?
  /// How often time-driven work is looked at, in seconds.
  package var tickSeconds: Int
  /// Who is told of questions and ends.
  package var notify: [NotifyTarget] = []
  /// What signs notices; nil where the first webhook secret does.
  package var notifySecret: Secret?
  /// By what, on GitHub, missions may be started.
  package var startFrom: Set<StartSource> = []
  /// What is logged.
  package var logLevel: LogLevel
  /// How it is logged.
  package var logFormat: LogFormat
  /// The keys of a `signalbox.toml` that nobody named which such a file may not set.
  package var ignoredSettings: [String] = []
  /// Variables that begin with `SIGNALBOX_` and mean nothing, each with what was probably meant.
  package var unknownVariables: [String] = []

  /// One with its parts.
  package init(
    town: String, data: String, store: Store, listen: ListenAddress, trustedProxies: [AddressBlock] = [],
    adminListen: ListenAddress, adminToken: Secret? = nil, adminHosts: [String] = [], webhookSecrets: [Secret],
    webhookSecretFile: String? = nil, address: HookAddress? = nil, githubAPI: String, githubIdentity: GitHubIdentity,
    repository: RepositoryName? = nil, tickSeconds: Int, notify: [NotifyTarget] = [], notifySecret: Secret? = nil,
    startFrom: Set<StartSource> = [], logLevel: LogLevel, logFormat: LogFormat, ignoredSettings: [String] = [],
    unknownVariables: [String] = []
  ) {
    self.town = town
    self.data = data
    self.store = store
    self.listen = listen
    self.trustedProxies = trustedProxies
    self.adminListen = adminListen
    self.adminToken = adminToken
    self.adminHosts = adminHosts
    self.webhookSecrets = webhookSecrets
    self.webhookSecretFile = webhookSecretFile
    self.address = address
    self.githubAPI = githubAPI
    self.githubIdentity = githubIdentity
    self.repository = repository
    self.tickSeconds = tickSeconds
    self.notify = notify
    self.notifySecret = notifySecret
    self.startFrom = startFrom
    self.logLevel = logLevel
    self.logFormat = logFormat
    self.ignoredSettings = ignoredSettings
    self.unknownVariables = unknownVariables
  }

  /// The data directory as every other process finds it.
  package var absoluteData: String {
    realpath(data, nil).map { path in
      defer { free(path) }
      return String(cString: path)
    } ?? data
  }

  /// Where a generated webhook secret is kept.
  package var generatedSecretPath: String { "\(data)/webhook-secret" }

  /// The file that the service's webhook secrets are in, whoever made it; nil where they come from the environment.
  package var secretFileInUse: String? { webhookSecrets.isEmpty ? generatedSecretPath : webhookSecretFile }

  /// Where Redis listens.
  package var redisAddress: RedisAddress {
    switch store {
    case .external(let address): address
    case .embedded(let socket): RedisAddress(place: .unix(path: socket))
    }
  }

  /// The flags by which a command finds this town from any directory, quoted for a shell, each with a blank before it.
  /// A password of Redis does not stand there: an agent that needs it has it in `SIGNALBOX_REDIS_URL`.
  package var townFlags: String {
    let place: String? =
      switch store {
      case .embedded: nil
      case .external(let address) where address.credentials == nil: " --redis \(address.description.quotedForShell)"
      case .external: ""
      }
    return (place ?? " --data \(absoluteData.quotedForShell)") + " --town \(town.quotedForShell)"
  }
}
