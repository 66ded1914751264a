import MissionCore

/// The hooks of a repository, an organisation or an App.
///
/// For an App the client must be the App's own (``AppAccess/client``); for the others one whose token may manage hooks.
package struct HookClient: Sendable {
  /// Where the hooks are.
  package let place: HookPlace
  private let client: GitHubClient

  /// Access to the hooks of one place.
  package init(_ client: GitHubClient, at place: HookPlace) {
    self.client = client
    self.place = place
  }

  /// All hooks; of an App its one.
  package func hooks() async throws(HookError) -> [Hook] {
    do throws(GitHubError) {
      guard place != .app else { return [try await appHook()] }
      let pages = try await client.pages(
        place.path(of: nil), query: ["per_page": "100"], as: [HookPayload].self, bound: 10)
      return pages.pages.joined().map { Hook($0, at: place) }
    } catch let error {
      throw await client.diagnosis(error, of: HookReference(place: place, id: nil), isWrite: false)
    }
  }

  /// Makes a hook.
  package func create(_ hook: HookConfiguration) async throws(HookError) -> Hook {
    guard place != .app else { throw .notForApps }
    guard hook.secret.isText else { throw .secretNotText }
    do throws(GitHubError) {
      let answer = try await client.send(.post, place.path(of: nil), json: HookDraft.new(hook))
      return Hook(try answer.decode(HookPayload.self), at: place)
    } catch let error {
      throw await client.diagnosis(error, of: HookReference(place: place, id: nil), isWrite: true)
    }
  }

  /// Makes the changes to an existing hook, and gives those back that GitHub lets only a person make: an App's events
  /// and whether its hook is on. The configuration is changed first, so that a hook is not switched on before it has a
  /// secret.
  package func change(_ hook: Hook, by changes: [HookChange]) async throws(HookError) -> [HookChange] {
    for case .setSecret(let secret, _) in changes where !secret.isText { throw .secretNotText }
    let draft = HookDraft.changed(hook, by: changes)
    do throws(GitHubError) {
      if !draft.config.isEmpty {
        let path: APIPath = place == .app ? "/app/hook/config" : hook.reference.path.appending("/config")
        _ = try await client.send(.patch, path, json: draft.config)
      }
      if place != .app, !draft.hook.isEmpty { _ = try await client.send(.patch, hook.reference.path, json: draft.hook) }
    } catch let error {
      throw await client.diagnosis(error, of: hook.reference, isWrite: true)
    }
    return place == .app ? changes.filter(\.isByHandForApps) : []
  }

  /// Lets GitHub send a `ping`.
  package func ping(_ hook: HookReference) async throws(HookError) {
    guard hook.id != nil else { throw .notForApps }
    do throws(GitHubError) {
      _ = try await client.send(.post, hook.path.appending("/pings"))
    } catch let error {
      throw await client.diagnosis(error, of: hook, isWrite: true)
    }
  }

  /// Takes a hook away. An App's cannot be.
  package func remove(_ hook: HookReference) async throws(HookError) {
    guard hook.id != nil else { throw .notForApps }
    do throws(GitHubError) {
      _ = try await client.send(.delete, hook.path)
    } catch let error {
      throw await client.diagnosis(error, of: hook, isWrite: true)
    }
  }

  private func appHook() async throws(GitHubError) -> Hook {
    let config = try await client.read("/app/hook/config", as: HookPayload.Config.self)
    return Hook(config, of: try await client.read("/app", as: AppPayload.self))
  }
}

extension HookChange {
  /// Whether an App's owner has to do it on the settings page.
  fileprivate var isByHandForApps: Bool {
    switch self {
    case .activate, .deactivate, .subscribe: true
    case .create, .setContentType, .setAddress, .setSecret, .setCertificateCheck: false
    }
  }
}

extension Secret {
  fileprivate var isText: Bool { withBytes { String(validating: $0, as: UTF8.self) != nil } }
}
