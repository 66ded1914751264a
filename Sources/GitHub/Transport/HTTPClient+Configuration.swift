extension HTTPClient {
  /// What holds for all requests of a client.
  package struct Configuration: Sendable {
    /// Longest time until a connection stands, TLS included.
    package var connectTimeout: Duration
    /// A transfer that moves less than a byte a second for this long has died (GitHub itself answers within 10 s).
    package var stallTimeout: Duration
    /// Most connections to one host; further requests wait for one. HTTP/2 carries many requests on each.
    package var connectionsPerHost: Int
    /// Whether `https_proxy`, `http_proxy` and `no_proxy` of the environment are honoured.
    package var usesEnvironmentProxy: Bool

    /// The defaults are those for GitHub's API.
    package init(
      connectTimeout: Duration = .seconds(10), stallTimeout: Duration = .seconds(20), connectionsPerHost: Int = 10,
      usesEnvironmentProxy: Bool = true
    ) {
      self.connectTimeout = connectTimeout
      self.stallTimeout = stallTimeout
      self.connectionsPerHost = connectionsPerHost
      self.usesEnvironmentProxy = usesEnvironmentProxy
    }
  }
}
