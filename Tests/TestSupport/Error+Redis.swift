import Redis

extension Error {
  /// The code of a server's error reply.
  package var code: String? {
    guard case .serverError(let code, _) = self as? RedisError else { return nil }
    return code
  }
}
