extension GitHubClient {
  /// What an error means that came back from a call about hooks. May ask GitHub once more, because a 404 means that the
  /// place, the hook or the permission is missing, and only another question tells which.
  ///
  /// The object is what the call was about, if it was not the hook itself.
  func diagnosis(
    _ error: GitHubError, of hook: HookReference, isWrite: Bool, object: APIPath? = nil
  ) async -> HookError {
    let permission = NeededPermission.hooks(of: hook.place, isWrite ? .write : .read)
    switch error {
    case .forbidden:
      return .permission(hook.place, permission)
    case .unprocessable(let text):
      return .refused(text)
    case .notFound:
      // Of itself an App sees everything.
      guard hook.place != .app else { return .gone(hook) }
      guard await exists(hook.place.home) else { return .placeNotFound(hook.place) }
      // Who may see the hooks has the right to read; then the object is missing, or the right to write.
      guard hook.id != nil, await exists(hook.place.path(of: nil)) else { return .permission(hook.place, permission) }
      guard isWrite, await exists(object ?? hook.path) else { return .gone(hook) }
      return .permission(hook.place, permission)
    default:
      return .github(error)
    }
  }

  private struct Anything: Decodable, Sendable {}

  /// Whether the token may see something there. What cannot be asked counts as seen: then the first error is the
  /// better.
  private func exists(_ path: APIPath) async -> Bool {
    do throws(GitHubError) {
      _ = try await get(path, as: Anything.self)
      return true
    } catch let error {
      return !(error == .notFound || error.isForbidden)
    }
  }
}

extension HookPlace {
  /// What the hooks belong to.
  fileprivate var home: APIPath {
    switch self {
    case .repository(let name): "/repos/\(name)"
    case .organization(let login): "/orgs/\(login)"
    case .app: "/app"
    }
  }
}

extension GitHubError {
  fileprivate var isForbidden: Bool { if case .forbidden = self { true } else { false } }
}
