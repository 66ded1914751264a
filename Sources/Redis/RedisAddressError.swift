/// Why a Redis URL was refused.
///
/// No case carries a piece of the authority: in a URL with an unescaped `/` or `@` that piece may be the password.
package enum RedisAddressError: Error, Sendable, Equatable {
  /// No `scheme://` at the beginning.
  case schemeMissing
  /// A scheme that is none of ours.
  case schemeUnknown(String)
  /// `rediss://`: the hiredis this is built with has no TLS.
  case tlsNotSupported
  /// `redis://` without a host.
  case hostMissing
  /// A host with blanks, control characters or unbalanced brackets.
  case hostInvalid
  /// A port outside 1...65535.
  case portInvalid
  /// A database that is not a number from 0 to 65535.
  case databaseInvalid
  /// A `%` not followed by two hex digits, or bytes that are not UTF-8.
  case percentEncodingInvalid
  /// `unix://` without an absolute path.
  case pathNotAbsolute
  /// A socket path that does not fit the kernel's `sun_path`.
  case pathTooLong(bytes: Int, limit: Int)
  /// A query or fragment that means nothing here.
  case queryNotSupported
}

extension RedisAddressError: CustomStringConvertible {
  /// What is wrong and what to do about it, in one line.
  package var description: String {
    switch self {
    case .schemeMissing: "the Redis URL has no scheme (write redis://host:port/db or unix:///path)"
    case .schemeUnknown(let scheme): "the Redis URL scheme \(scheme) is unknown (use redis:// or unix://)"
    case .tlsNotSupported:
      "rediss:// needs TLS, which the hiredis library here does not have (use redis:// through stunnel, or unix://)"
    case .hostMissing: "the Redis URL has no host (write redis://host:port/db)"
    case .hostInvalid: "the Redis URL has an invalid host (IPv6 addresses go in brackets)"
    case .portInvalid:
      "the Redis URL has an invalid port (1 to 65535; write / @ : in a password as %2F %40 %3A)"
    case .databaseInvalid: "the Redis URL has an invalid database (a number from 0 to 65535)"
    case .percentEncodingInvalid: "the Redis URL has an invalid % escape (write a bare % as %25)"
    case .pathNotAbsolute: "the Redis URL has no absolute socket path (write unix:///path/to/redis.sock)"
    case .pathTooLong(let bytes, let limit):
      "the Redis socket path has \(bytes) bytes, the system allows \(limit) (choose a shorter directory)"
    case .queryNotSupported: "the Redis URL has an unknown query or fragment (unix:// knows ?db=N, redis:// none)"
    }
  }
}
