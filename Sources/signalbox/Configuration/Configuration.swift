import GitHub
import Glibc
import HTTP
import MissionCore
import MissionStore

/// Everything that can be set, read once at the start: flag > environment > `signalbox.toml` > default.
///
/// Paths are relative to the working directory. What only the service needs (secrets, tokens) is read only for it, so
/// that an agent can ask for work without being able to read them.
struct Configuration: Sendable {
  /// Where the town's Redis is.
  enum Store: Sendable, Equatable {
    /// The service runs its own, behind this socket.
    case embedded(socket: String)
    /// Somebody else's.
    case external(RedisAddress)
  }

  /// Who Signalbox is to GitHub.
  enum GitHubIdentity: Sendable, Equatable {
    /// Nobody: public things only, and few of them.
    case anonymous
    /// The owner of a token.
    case token(Secret)
    /// A GitHub App, with its private key as PEM.
    case app(id: String, key: Secret)
  }

  /// The town's name: part of all keys.
  var town: String
  /// The directory of the private Redis, the generated secret and the agents' logs.
  var data: String
  /// Where the town's Redis is.
  var store: Store
  /// What is demanded of it.
  var redisDurability = RedisDurability.required
  /// The public listener.
  var listen: ListenAddress
  /// Proxies whose word about the client's address counts, for limits and logs.
  var trustedProxies: [AddressBlock] = []
  /// The listener for health, metrics and API.
  var adminListen: ListenAddress
  /// Who may ask the admin listener; always set when it is not on loopback.
  var adminToken: Secret?
  /// Names besides numeric addresses and `localhost` under which the admin listener may be asked.
  var adminHosts: [String] = []
  /// The webhook secrets; empty means that the service takes (or makes) ``generatedSecretPath``.
  var webhookSecrets: [Secret]
  /// The file that ``webhookSecrets`` were read from; nil where they are no file's, or there are none.
  var webhookSecretFile: String?
  /// Where GitHub reaches this Signalbox: `https://box.example.com`; nil where nobody said.
  var address: HookAddress?
  /// The REST base without a trailing slash.
  var githubAPI: String
  /// Who Signalbox is to GitHub.
  var githubIdentity: GitHubIdentity
  /// What a bare `#23` belongs to; nil where nothing says so.
  var repository: RepositoryName?
  /// How often time-driven work is looked at, in seconds.
  var tickSeconds: Int
  /// Who is told of questions and ends.
  var notify: [NotifyTarget] = []
  /// What signs notices; nil where the first webhook secret does.
  var notifySecret: Secret?
  /// By what, on GitHub, missions may be started.
  var startFrom: Set<StartSource> = []
  /// What is logged.
  var logLevel: LogLevel
  /// How it is logged.
  var logFormat: LogFormat
  /// The keys of a `signalbox.toml` that nobody named which such a file may not set.
  var ignoredSettings: [String] = []
  /// Variables that begin with `SIGNALBOX_` and mean nothing, each with what was probably meant.
  var unknownVariables: [String] = []

  /// The data directory as every other process finds it.
  var absoluteData: String {
    realpath(data, nil).map { path in
      defer { free(path) }
      return String(cString: path)
    } ?? data
  }

  /// Where a generated webhook secret is kept.
  var generatedSecretPath: String { "\(data)/webhook-secret" }

  /// The file that the service's webhook secrets are in, whoever made it; nil where they come from the environment.
  var secretFileInUse: String? { webhookSecrets.isEmpty ? generatedSecretPath : webhookSecretFile }

  /// Where Redis listens.
  var redisAddress: RedisAddress {
    switch store {
    case .external(let address): address
    case .embedded(let socket): RedisAddress(place: .unix(path: socket))
    }
  }

  /// The flags by which a command finds this town from any directory, quoted for a shell, each with a blank before it.
  /// A password of Redis does not stand there: an agent that needs it has it in `SIGNALBOX_REDIS_URL`.
  var townFlags: String {
    let place: String? =
      switch store {
      case .embedded: nil
      case .external(let address) where address.credentials == nil: " --redis \(address.description.quotedForShell)"
      case .external: ""
      }
    return (place ?? " --data \(absoluteData.quotedForShell)") + " --town \(town.quotedForShell)"
  }
}
