import FoundationEssentials

/// The address at which GitHub reaches a Signalbox: what one of its hooks is recognised by.
package struct HookAddress: Sendable, Hashable {
  /// The path that deliveries are taken at.
  package static let path = "/webhooks/github"

  /// The whole address, as it is written into a hook.
  package let url: String
  private let place: Place

  /// Why a base was refused.
  package enum Fault: Error, Sendable, Equatable {
    /// It is no absolute `http` or `https` URL.
    case notAbsolute(String)
    /// It has a user, a query or a fragment.
    case tooMuch(String)
  }

  /// The address below a base such as `https://box.example.com` or `https://example.com/box`. A base that ends with
  /// ``path`` is taken as the whole address.
  package init(base: String) throws(Fault) {
    guard let components = URLComponents(string: base), let place = Place(components) else { throw .notAbsolute(base) }
    guard components.user == nil, components.password == nil, components.query == nil, components.fragment == nil
    else { throw .tooMuch(base) }
    let isWhole = place.path.hasSuffix(Self.path)
    self.place = isWhole ? place : place.below(Self.path)
    url = "\(place.scheme)://\(self.place.authority)\(self.place.path)"
  }

  /// Whether a hook with this URL delivers here: host, port and path are the same. The scheme may differ: whoever mends
  /// the hook mends that, too.
  package func isMeant(by url: String) -> Bool {
    guard let components = URLComponents(string: url), let other = Place(components) else { return false }
    return other.host == place.host && other.path == place.path
      && (other.port == place.port || other.hasDefaultPort && place.hasDefaultPort)
  }

  /// Whether this URL is this address, however it is spelled.
  func isSame(as url: String) -> Bool {
    guard let components = URLComponents(string: url), components.user == nil, components.query == nil else {
      return false
    }
    return Place(components) == place
  }

  private struct Place: Hashable {
    let scheme: String
    let host: String
    let port: Int?
    var path: String

    init?(_ components: URLComponents) {
      guard let scheme = components.scheme?.lowercased(), scheme == "https" || scheme == "http",
        let host = components.host?.lowercased(), !host.isEmpty
      else { return nil }
      self.scheme = scheme
      self.host = host
      port = components.port == (scheme == "https" ? 443 : 80) ? nil : components.port
      path = components.percentEncodedPath
      while path.hasSuffix("/") { path.removeLast() }
    }

    var hasDefaultPort: Bool { port == nil }
    var authority: String { port.map { "\(host):\($0)" } ?? host }

    func below(_ more: String) -> Place {
      var place = self
      place.path += more
      return place
    }
  }
}
