import System

/// Where an instance of GitHub answers, and where credentials for it may go: to this origin and nowhere else.
package struct APIEndpoints: Sendable, Hashable {
  /// The REST base, without a slash at its end.
  package let rest: String
  /// The GraphQL endpoint.
  package let graphql: String
  private let origin: String

  /// Why a base was refused: it is no absolute `http` or `https` URL, or has parts that a base cannot have (a user, a
  /// query, a fragment).
  package struct Fault: Error, Sendable, Equatable {
    /// The text that was given.
    package let base: String
  }

  /// `https://api.github.com`.
  package static let gitHub = APIEndpoints(origin: "https://api.github.com", path: "")

  /// The endpoints of a REST base.
  ///
  /// GraphQL is at `<base>/graphql`, except that GitHub Enterprise Server has it beside `/api/v3` at `/api/graphql`.
  package init(base: String) throws(Fault) {
    guard let (origin, path) = Self.split(base), !path.contains("?") else { throw Fault(base: base) }
    self.init(origin: origin, path: path)
  }

  private init(origin: String, path: String) {
    var path = Substring(path)
    while path.hasSuffix("/") { path.removeLast() }
    self.origin = origin
    rest = origin + path
    graphql = origin + (path.hasSuffix("/api/v3") ? path.dropLast(3) : path) + "/graphql"
  }

  /// The URL of a path below the base.
  func url(_ path: APIPath, _ query: [(key: String, value: String)]) -> String {
    rest + path.description + PercentEncoding.query(query)
  }

  /// The URL that a `Location` or `Link` header of ours means, or nil when it leads away from this origin.
  ///
  /// The result is put together from our own origin and the header's path. Whatever the text made of another parser,
  /// the request goes to the host that it was checked against.
  func follow(_ location: String) -> String? {
    if location.hasPrefix("/"), !location.hasPrefix("//") {
      return Self.isPath(location) ? origin + Self.withoutFragment(location) : nil
    }
    guard let (other, path) = Self.split(String(Self.withoutFragment(location))), other == origin else { return nil }
    return origin + path
  }

  // MARK: - Reading URLs

  /// The origin in its one spelling (lower case, no default port), and path and query as written.
  private static func split(_ url: String) -> (origin: String, path: String)? {
    let lowered = url.prefix(8).lowercased()
    let scheme = lowered.hasPrefix("https://") ? "https" : lowered.hasPrefix("http://") ? "http" : nil
    guard let scheme else { return nil }
    let rest = url.dropFirst(scheme.count + 3)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let path = String(rest.dropFirst(authority.count))
    guard let host = normalized(authority, scheme), path.isEmpty || isPath(path) else { return nil }
    return ("\(scheme)://\(host)", path)
  }

  private static func normalized(_ authority: Substring, _ scheme: String) -> String? {
    let isLiteral = authority.hasPrefix("[")
    let hostEnd = isLiteral ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : nil
    let host = isLiteral ? authority[..<(hostEnd ?? authority.startIndex)] : authority.prefix { $0 != ":" }
    let allowed: (UInt8) -> Bool = { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): isLiteral
      default: false
      }
    }
    guard !host.isEmpty, host.utf8.allSatisfy(allowed) else { return nil }

    let suffix = authority[host.endIndex...]
    guard !suffix.isEmpty else { return host.lowercased() }
    let digits = suffix.dropFirst()
    guard suffix.hasPrefix(":"), !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let port = UInt16(digits), port > 0
    else { return nil }
    let isDefault = scheme == "https" ? port == 443 : port == 80
    return host.lowercased() + (isDefault ? "" : ":\(port)")
  }

  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/")
      && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }
      || text.hasPrefix("/") && text.contains("#") && isPath(String(withoutFragment(text)))
  }

  private static func withoutFragment(_ text: String) -> Substring { text.prefix { $0 != "#" } }
}
