/// What a token is allowed to do, as far as GitHub tells.
package enum TokenPermissions: Sendable, Hashable {
  /// A classic token's scopes, or those of an OAuth App's token.
  case scopes(Set<String>)
  /// An installation's permissions (name to level) and the events that the App is told there.
  case granted([String: String], events: [String])
  /// GitHub does not tell of fine-grained tokens. What is missing shows when a call is refused.
  case undisclosed
  /// There is no token: public things can be read, sixty times an hour.
  case anonymous

  /// Which of the needed permissions the token lacks. `isPublic` says whether the repository can be read by anybody.
  package func missing(_ needed: [NeededPermission], isPublic: Bool) -> [NeededPermission] {
    needed.filter { !covers($0, isPublic: isPublic) }
  }

  /// The needed events that the App is not told. Empty for all others: their events are those of the hook.
  package func missingEvents() -> [String] {
    guard case .granted(_, let events) = self else { return [] }
    return WebhookDecoder.missingEvents(configured: events)
  }

  /// What the events' owner has to do, if any is missing.
  package func eventsRemedy() -> String? {
    let missing = missingEvents()
    guard !missing.isEmpty else { return nil }
    return "subscribe the App to \(missing.joined(separator: ", ")) on its settings page, and let the installation's "
      + "owner accept the permissions that go with \(missing.count == 1 ? "it" : "them")"
  }

  private func covers(_ permission: NeededPermission, isPublic: Bool) -> Bool {
    switch self {
    case .undisclosed:
      return true
    case .anonymous:
      return isPublic && permission.level == .read && permission.isPublicKnowledge
    case .granted(let granted, _):
      guard let level = granted[permission.name] else { return permission.isAboutOneself }
      // A level that we do not know is more than none, and nobody says how much.
      return NeededPermission.Level(rawValue: level).map { $0 >= permission.level } ?? (permission.level == .read)
    case .scopes(let scopes):
      let sufficient = permission.scopes.filter { $0 != "public_repo" || isPublic }
      return sufficient.contains(where: scopes.contains) || permission.isAboutOneself
        || isPublic && permission.level == .read && permission.isPublicKnowledge
    }
  }
}

extension NeededPermission {
  /// Whether anybody may read it of a public repository.
  fileprivate var isPublicKnowledge: Bool { scopes.contains("public_repo") }
  /// Whether an App has it by being one.
  fileprivate var isAboutOneself: Bool { scopes.isEmpty }
}
