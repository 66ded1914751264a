import System

/// Where a Redis is and how to be let in.
package struct RedisAddress: Sendable, Equatable {
  /// Where a server listens.
  package enum Place: Sendable, Equatable {
    /// A host name or address, and a port.
    case tcp(host: String, port: UInt16)
    /// The absolute path of a unix socket.
    case unix(path: String)
  }

  /// What `AUTH` sends; without a user name it is the default user's password.
  package struct Credentials: Sendable, Equatable {
    /// The ACL user, nil for the default user.
    package let user: String?
    /// The password; never prints.
    package let password: RedisPassword

    /// Credentials for `AUTH`.
    package init(user: String? = nil, password: RedisPassword) {
      self.user = user
      self.password = password
    }
  }

  /// The longest unix socket path the kernel takes: `sun_path` has 108 bytes, the last is NUL (unix(7)).
  package static let longestSocketPath = 107

  /// Where it listens.
  package let place: Place
  /// What `AUTH` sends, if anything.
  package let credentials: Credentials?
  /// What `SELECT` sends; 0 sends nothing.
  package let database: Int

  /// An address made of its parts.
  package init(place: Place, credentials: Credentials? = nil, database: Int = 0) {
    self.place = place
    self.credentials = credentials
    self.database = database
  }

  /// The unix socket at `path`, checked for its length.
  package init(socket path: String) throws(RedisAddressError) {
    let bytes = path.utf8.count
    guard bytes <= Self.longestSocketPath else {
      throw .pathTooLong(bytes: bytes, limit: Self.longestSocketPath)
    }
    self.init(place: .unix(path: path))
  }

  /// Reads `redis://[user:password@]host[:port][/db]` or `unix:///path[?db=N]`.
  package init(parsing url: String) throws(RedisAddressError) {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { throw .schemeMissing }
    let scheme = url[..<colon].lowercased()
    let rest = url[colon...].dropFirst(3)
    switch scheme {
    case "redis": try self.init(authorityAndDatabase: rest)
    case "unix": try self.init(pathAndQuery: rest)
    case "rediss": throw .tlsNotSupported
    default: throw .schemeUnknown(String(scheme.prefix(32)))
    }
  }

  private init(authorityAndDatabase rest: Substring) throws(RedisAddressError) {
    guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else { throw .queryNotSupported }
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    var hostAndPort = authority
    var credentials: Credentials?
    if let at = authority.lastIndex(of: "@") {
      credentials = try Self.credentials(authority[..<at])
      hostAndPort = authority[authority.index(after: at)...]
    }
    let (host, port) = try Self.hostAndPort(hostAndPort)
    let database = path.count <= 1 ? 0 : try Self.database(path.dropFirst())
    self.init(place: .tcp(host: host, port: port), credentials: credentials, database: database)
  }

  private init(pathAndQuery rest: Substring) throws(RedisAddressError) {
    guard !rest.contains("#") else { throw .queryNotSupported }
    let path = try Self.percentDecoded(rest.prefix { $0 != "?" })
    guard path.hasPrefix("/"), path.count > 1, !path.utf8.contains(0) else { throw .pathNotAbsolute }
    let query = rest.drop { $0 != "?" }.dropFirst()
    let socket = try Self(socket: path)
    guard !query.isEmpty else {
      self = socket
      return
    }
    guard query.hasPrefix("db=") else { throw .queryNotSupported }
    self.init(place: socket.place, database: try Self.database(query.dropFirst(3)))
  }

  private static func credentials(_ text: Substring) throws(RedisAddressError) -> Credentials? {
    guard !text.isEmpty else { return nil }
    guard let colon = text.firstIndex(of: ":") else {
      // `redis://secret@host`: as redis-cli reads it, a lone word is the password.
      return Credentials(password: RedisPassword(try percentDecoded(text)))
    }
    let user = try percentDecoded(text[..<colon])
    let password = try percentDecoded(text[text.index(after: colon)...])
    return Credentials(user: user.isEmpty ? nil : user, password: RedisPassword(password))
  }

  private static func hostAndPort(_ text: Substring) throws(RedisAddressError) -> (String, UInt16) {
    guard !text.isEmpty else { throw .hostMissing }
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { throw .hostInvalid }
      let after = text[text.index(after: end)...]
      guard after.isEmpty || after.first == ":" else { throw .hostInvalid }
      return (try host(text[..<end].dropFirst()), try port(after))
    }
    guard text.count(where: { $0 == ":" }) <= 1 else { throw .hostInvalid }
    let name = text.prefix { $0 != ":" }
    return (try host(name), try port(text.dropFirst(name.count)))
  }

  private static func host(_ text: Substring) throws(RedisAddressError) -> String {
    guard !text.isEmpty else { throw .hostMissing }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
    guard isPlain else { throw .hostInvalid }
    return String(text)
  }

  private static func port(_ text: Substring) throws(RedisAddressError) -> UInt16 {
    guard !text.isEmpty else { return 6379 }
    let digits = text.dropFirst()
    guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let port = UInt16(digits), port > 0 else {
      throw .portInvalid
    }
    return port
  }

  private static func database(_ text: Substring) throws(RedisAddressError) -> Int {
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let database = UInt16(text) else {
      throw .databaseInvalid
    }
    return Int(database)
  }

  private static func percentDecoded(_ text: Substring) throws(RedisAddressError) -> String {
    guard let decoded = PercentEncoding.decode(text) else { throw .percentEncodingInvalid }
    return decoded
  }
}

extension RedisAddress: CustomStringConvertible {
  /// The URL with the password hidden.
  package var description: String {
    switch place {
    case .unix(let path): return "unix://\(path)" + (database == 0 ? "" : "?db=\(database)")
    case .tcp(let host, let port):
      let name = host.contains(":") ? "[\(host)]" : host
      let who = credentials.map { "\($0.user ?? ""):\($0.password)@" } ?? ""
      return "redis://\(who)\(name):\(port)/\(database)"
    }
  }
}
