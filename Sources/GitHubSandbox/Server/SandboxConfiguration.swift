public import GitHub
public import HTTP
public import MissionCore

/// How a sandbox begins.
public struct SandboxConfiguration: Sendable {
  /// Where it listens; port 0 takes any that is free.
  public var address: ListenAddress
  /// The only token that is let in; every one where there is none. The sandbox's own endpoints (`/_sandbox/…`) never ask
  /// for it.
  public var token: Secret?
  /// The repositories there are from the beginning, each with one commit on `main`.
  public var repositories: [RepositoryName]
  /// A webhook each of these repositories has from the beginning, subscribed to everything. It is not pinged.
  public var webhook: Webhook?
  /// The GitHub App there is, if any.
  public var app: App?
  /// What the decisions about deliveries depend on; equal seeds and equal acts give equal decisions.
  public var seed: UInt64
  /// Probability that a delivery is lost, 0 to 1.
  public var drop: Double
  /// Probability that a delivery is sent twice, 0 to 1.
  public var duplicate: Double
  /// Probability that a delivery is held back behind later ones, 0 to 1.
  public var shuffle: Double
  /// How long a receiver may take to answer a delivery; at GitHub ten seconds.
  public var deliveryTimeout: Duration
  /// Where the pages would be, in `html_url` and the like. Nothing serves them.
  public var pages: String
  /// Whether it serves as GitHub Enterprise Server does: the REST API below `/api/v3`, GraphQL at `/api/graphql`, and
  /// nothing elsewhere.
  public var isEnterpriseServer: Bool
  /// Fields that its GraphQL does not have, as `PullRequest.mergeQueueEntry`: those of a later release.
  public var unknownFields: [String]
  /// The time, as answers and payloads carry it.
  public var clock: @Sendable () -> Timestamp

  /// A GitHub App, installed at every account that has a repository. Calls of its own need its assertion; with it, the
  /// tokens of its installations are let in.
  public struct App: Sendable {
    /// The App's number.
    public var id: Int
    /// The name in its address.
    public var slug: String
    /// What its assertions are checked with.
    public var key: AppPublicKey
    /// Where its hook delivers; without one it has none.
    public var webhook: Webhook?
    /// The events it is told.
    public var events: [String]
    /// What its installations may do.
    public var permissions: [String: String]

    /// An App with all events and the permissions that missions need.
    public init(
      id: Int = 12_345, slug: String = "signalbox", key: AppPublicKey, webhook: Webhook? = nil,
      events: [String] = ["*"], permissions: [String: String]? = nil
    ) {
      self.id = id
      self.slug = slug
      self.key = key
      self.webhook = webhook
      self.events = events
      let needed = NeededPermission.missions + [NeededPermission.merging, .rerunning]
      let levels = needed.map { ($0.name, $0.level.rawValue) } + [("repository_hooks", "write")]
      self.permissions = permissions ?? Dictionary(levels) { $1 }
    }
  }

  /// Where events go.
  public struct Webhook: Sendable {
    /// The receiver's address.
    public var url: String
    /// What deliveries are signed with; without one they are not signed.
    public var secret: Secret?

    /// A receiver of JSON payloads.
    public init(url: String, secret: Secret?) {
      self.url = url
      self.secret = secret
    }
  }

  /// An empty sandbox on a free port of the loopback, where nothing gets lost.
  public init(address: ListenAddress = .loopback()) {
    self.address = address
    repositories = []
    seed = 0
    drop = 0
    duplicate = 0
    shuffle = 0
    deliveryTimeout = .seconds(10)
    pages = "https://github.com"
    isEnterpriseServer = false
    unknownFields = []
    clock = { SystemClock.now() }
  }
}

extension SandboxConfiguration {
  /// What precedes every path of the REST API.
  var prefix: String { isEnterpriseServer ? "/api/v3" : "" }
}
