/// Why nothing could be done about a hook.
package enum HookError: Error, Sendable, Equatable {
  /// The token may not see or change hooks there. GitHub says 404 for both, so this was found out by a second question.
  case permission(HookPlace, NeededPermission)
  /// The repository or organisation does not exist, or the token may not see it.
  case placeNotFound(HookPlace)
  /// The hook or the delivery does not exist any more.
  case gone(HookReference)
  /// GitHub refuses what it was given, in its own words: shortened, untrusted.
  case refused(String)
  /// An App's hook is made with the App, and pinged by nobody.
  case notForApps
  /// The secret is no text in UTF-8, which GitHub would not keep as it is.
  case secretNotText
  /// The log shows no payload that could be read.
  case noPayload(delivery: Int64)
  /// Anything else that goes wrong with a call.
  case github(GitHubError)
}

extension HookError: CustomStringConvertible {
  /// The cause, in words.
  package var description: String {
    switch self {
    case .permission(let place, let permission): "the token may not \(permission.purpose) of \(place)"
    case .placeNotFound(let place): "\(place) is not found, or not visible to the token"
    case .gone(let hook): "not found any more in the hook of \(hook.place)"
    case .refused(let text): "GitHub refuses it: \(text)"
    case .notForApps: "not possible for an App's hook"
    case .secretNotText: "the webhook secret is no UTF-8 text"
    case .noPayload(let delivery): "GitHub's log has no payload for delivery \(delivery)"
    case .github(let error): error.summary
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .permission(_, let permission): permission.remedy
    case .placeNotFound: "check the name, and that the token has access"
    case .gone: "list the hooks again"
    case .refused(let text): GitHubError.unprocessable(text).remedy
    case .notForApps: "use the App's settings page"
    case .secretNotText: "choose a secret of printable characters"
    case .noPayload: "ask for a redelivery"
    case .github(let error): error.remedy
    }
  }
}
