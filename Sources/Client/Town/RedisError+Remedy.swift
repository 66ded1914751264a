package import Redis

extension RedisError {
  /// Whether Redis was away, or is not all back: it may answer in a moment, and what was asked may have been done.
  var isInterruption: Bool {
    switch self {
    case .unavailable, .connectionLost, .tooSlow: true
    case .serverError(let code, _): code == "LOADING"
    case .overloaded, .closed, .unexpectedReply, .versionTooOld: false
    }
  }

  /// Whether Redis does not let this user do it.
  var isOfPermission: Bool {
    guard case .serverError(let code, _) = self else { return false }
    return Self.permissionCodes.contains(code)
  }

  private static let permissionCodes: Set = ["NOAUTH", "WRONGPASS", "NOPERM"]

  /// What to do about a Redis that is there and refuses; nil where its address or its end may be the reason.
  package var remedy: String? {
    guard case .serverError(let code, _) = self else { return nil }
    return switch code {
    case _ where Self.permissionCodes.contains(code): "check the user and password in --redis"
    case "READONLY": "it is a replica: let --redis name its primary"
    case "OOM": "raise its maxmemory, or look what else fills it"
    case "MISCONF": "make room on its disk, and look into its log"
    case "LOADING", "BUSY", "MASTERDOWN", "TRYAGAIN": "try again in a moment"
    default: "look into its log"
    }
  }
}
