/// The hosts under which one GitHub shows its pages and its API. An address on any other host means nothing to a
/// mission.
package struct GitHubHosts: Hashable, Sendable {
  private let names: Set<String>

  /// The hosts, each with its port where that is not the scheme's own; in any case.
  package init(_ names: some Sequence<String>) { self.names = Set(names.map { $0.lowercased() }) }

  /// github.com.
  package static let gitHub = GitHubHosts(["github.com", "www.github.com", "api.github.com"])

  /// Whether the host is one of them.
  package func contains(_ host: some StringProtocol) -> Bool { names.contains(host.lowercased()) }
}
