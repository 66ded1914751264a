/// One thing that can be set, and the names it has.
struct Setting: Sendable, Equatable {
  /// The flag without dashes; also the key in the file, with `_` for `-`.
  let flag: String
  /// The environment variables, the first that is set counts.
  let variables: [String]

  /// Its key in `signalbox.toml`.
  package var key: String { String(flag.map { $0 == "-" ? "_" : $0 }) }

  static let town = Setting(flag: "town", variables: ["SIGNALBOX_TOWN"])
  static let data = Setting(flag: "data", variables: ["SIGNALBOX_DATA"])
  static let redis = Setting(flag: "redis", variables: ["SIGNALBOX_REDIS_URL"])
  static let redisDurability = Setting(flag: "redis-durability", variables: ["SIGNALBOX_REDIS_DURABILITY"])
  static let listen = Setting(flag: "listen", variables: ["SIGNALBOX_LISTEN"])
  static let trustedProxy = Setting(flag: "trusted-proxy", variables: ["SIGNALBOX_TRUSTED_PROXY"])
  static let adminListen = Setting(flag: "admin-listen", variables: ["SIGNALBOX_ADMIN_LISTEN"])
  static let adminHost = Setting(flag: "admin-host", variables: ["SIGNALBOX_ADMIN_HOST"])
  static let adminToken = Setting(flag: "admin-token-file", variables: ["SIGNALBOX_ADMIN_TOKEN"])
  static let webhookSecret = Setting(flag: "webhook-secret-file", variables: ["SIGNALBOX_WEBHOOK_SECRET"])
  static let address = Setting(flag: "url", variables: ["SIGNALBOX_URL"])
  static let githubAPI = Setting(flag: "github-api", variables: ["SIGNALBOX_GITHUB_API"])
  static let githubToken = Setting(flag: "github-token-file", variables: ["SIGNALBOX_GITHUB_TOKEN", "GITHUB_TOKEN"])
  /// The App's id and key have no flags, only variables and keys.
  static let githubAppID = Setting(flag: "github-app-id", variables: ["SIGNALBOX_GITHUB_APP_ID"])
  static let githubAppKey = Setting(flag: "github-app-key-file", variables: ["SIGNALBOX_GITHUB_APP_KEY"])
  static let repository = Setting(flag: "repo", variables: ["SIGNALBOX_REPO"])
  static let tick = Setting(flag: "tick", variables: ["SIGNALBOX_TICK_SECS"])
  static let logLevel = Setting(flag: "log-level", variables: ["SIGNALBOX_LOG_LEVEL"])
  static let logFormat = Setting(flag: "log-format", variables: ["SIGNALBOX_LOG_FORMAT"])

  /// Who is told of questions and ends; no flag, one to a line in the variable.
  static let notify = Setting(flag: "notify", variables: ["SIGNALBOX_NOTIFY"])
  static let notifySecret = Setting(flag: "notify-secret-file", variables: ["SIGNALBOX_NOTIFY_SECRET"])
  /// By what missions may be started on GitHub; no flag.
  static let startFrom = Setting(flag: "start-from", variables: ["SIGNALBOX_START_FROM"])

  /// Plain `http` to another machine is refused unless this says `yes`: it shows the token to everybody on the way.
  static let plainHTTP = Setting(flag: "allow-plain-http", variables: ["SIGNALBOX_ALLOW_PLAIN_HTTP"])

  /// The settings that also a file may make which was merely found and not named: none of them decides where tasks come
  /// from, where a token goes or who may ask.
  static let harmless = [repository, tick, logLevel, logFormat]

  /// All of them: any other key in the file is a mistake.
  static let all = [
    town, data, redis, redisDurability, listen, trustedProxy, adminListen, adminHost, adminToken, webhookSecret,
    address, githubAPI,
    githubToken,
    githubAppID,
    githubAppKey, repository, tick, logLevel, logFormat, plainHTTP, notify,
    notifySecret, startFrom,
  ]
}
