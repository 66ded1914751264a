package import MissionCore

extension APIEndpoints {
  /// The hosts of this GitHub's pages and of its API. An Enterprise Server has both on one; a name `api.X` of GitHub's
  /// own services shows its pages at `X`. A stand-in on this machine shows addresses like github.com's.
  package var hosts: GitHubHosts {
    let authority = rest.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
    let host = String(authority)
    var names = [host]
    if host.hasPrefix("api.") { names += [String(host.dropFirst(4)), "www." + host.dropFirst(4)] }
    if Self.isLoopback(host) { names += ["github.com", "www.github.com", "api.github.com"] }
    return GitHubHosts(names)
  }

  private static func isLoopback(_ authority: String) -> Bool {
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    return host == "localhost" || host.hasPrefix("127.") || host == "[::1"
  }
}
