/// Why a request to Redis has no answer, or a bad one.
package enum RedisError: Error, Sendable, Equatable {
  /// There is no connection; the request was never sent.
  case unavailable(String)
  /// The connection broke while the request was on its way: it may or may not have been executed.
  case connectionLost(String)
  /// No answer within the request's time; it may or may not be executed later.
  case tooSlow
  /// Too much is waiting already; the request was never sent.
  case overloaded
  /// The connection was closed by its owner.
  case closed
  /// Redis refused: `code` is the first word (`OOM`, `READONLY`, `MISCONF`, `LOADING`, `WRONGTYPE`, …).
  case serverError(code: String, message: String)
  /// An answer whose shape does not belong to the question.
  case unexpectedReply(String)
  /// The server is older than what is needed.
  case versionTooOld(found: String, needed: String)
}

extension RedisError: CustomStringConvertible {
  /// What happened, in one line.
  package var description: String {
    switch self {
    case .unavailable(let reason): "Redis is not reachable: \(reason)"
    case .connectionLost(let reason): "the connection to Redis broke: \(reason)"
    case .tooSlow: "Redis did not answer in time"
    case .overloaded: "too many requests wait for Redis"
    case .closed: "the connection to Redis is closed"
    case .serverError(_, let message): "Redis refused: \(Self.withoutPlace(message))"
    case .unexpectedReply(let what): "Redis answered unexpectedly: \(what)"
    case .versionTooOld(let found, let needed): "Redis \(found) is too old (\(needed) or newer is needed)"
    }
  }

  /// What a script was refused, without the place in the script that Redis names behind it.
  private static func withoutPlace(_ message: String) -> Substring {
    message.firstRange(of: " script: ").map { message[..<$0.lowerBound] } ?? message[...]
  }
}
