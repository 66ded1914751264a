package import GitHub
package import HTTP
package import MissionCore

/// How a sandbox begins.
package struct SandboxConfiguration: Sendable {
  /// Where it listens; port 0 takes any that is free.
  package var address: ListenAddress
  /// The only token that is let in; every one where there is none. The sandbox's own endpoints (`/_sandbox/…`) never
  /// ask for it.
  package var token: Secret?
  /// The repositories there are from the beginning, each with one commit on `main`.
  package var repositories: [RepositoryName]
  /// A webhook each of these repositories has from the beginning, subscribed to everything. It is not pinged.
  package var webhook: Webhook?
  /// The GitHub App there is, if any.
  package var app: App?
  /// What the decisions about deliveries depend on; equal seeds and equal acts give equal decisions.
  package var seed: UInt64
  /// Probability that a delivery is lost, 0 to 1.
  package var drop: Double
  /// Probability that a delivery is sent twice, 0 to 1.
  package var duplicate: Double
  /// Probability that a delivery is held back behind later ones, 0 to 1.
  package var shuffle: Double
  /// How long a receiver may take to answer a delivery; at GitHub ten seconds.
  package var deliveryTimeout: Duration
  /// Where the pages would be, in `html_url` and the like. Nothing serves them.
  package var pages: String
  /// Whether it serves as GitHub Enterprise Server does: the REST API below `/api/v3`, GraphQL at `/api/graphql`, and
  /// nothing elsewhere.
  package var isEnterpriseServer: Bool
  /// Fields that its GraphQL does not have, as `PullRequest.mergeQueueEntry`: those of a later release.
  package var unknownFields: [String]
  /// The time, as answers and payloads carry it.
  package var clock: @Sendable () -> Timestamp

  /// A GitHub App, installed at every account that has a repository. Calls of its own need its assertion; with it, the
  /// tokens of its installations are let in.
  package struct App: Sendable {
    /// The App's number.
    package var id: Int
    /// The name in its address.
    package var slug: String
    /// What its assertions are checked with.
    package var key: AppPublicKey
    /// Where its hook delivers; without one it has none.
    package var webhook: Webhook?
    /// The events it is told.
    package var events: [String]
    /// What its installations may do.
    package var permissions: [String: String]

    /// An App with all events and the permissions that missions need.
    package init(
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
  package struct Webhook: Sendable {
    /// The receiver's address.
    package var url: String
    /// What deliveries are signed with; without one they are not signed.
    package var secret: Secret?

    /// A receiver of JSON payloads.
    package init(url: String, secret: Secret?) {
      self.url = url
      self.secret = secret
    }
  }

  /// An empty sandbox on a free port of the loopback, where nothing gets lost.
  package init(address: ListenAddress = .loopback()) {
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
    clock = { SystemTimekeeper().now.wall }
  }
}

extension SandboxConfiguration {
  /// What precedes every path of the REST API.
  var prefix: String { isEnterpriseServer ? "/api/v3" : "" }
}
