package import MissionCore

/// One hook, wherever it is set up.
package struct HookReference: Sendable, Hashable {
  /// Where it is set up.
  package let place: HookPlace
  /// GitHub's number of it; nil for an App's hook.
  package let id: Int64?

  /// A hook of a repository.
  package static func repository(_ name: RepositoryName, hook: Int64) -> HookReference {
    HookReference(place: .repository(name), id: hook)
  }

  /// A hook of an organisation.
  package static func organization(_ login: String, hook: Int64) -> HookReference {
    HookReference(place: .organization(login), id: hook)
  }

  /// The App's hook.
  package static let app = HookReference(place: .app, id: nil)

  init(place: HookPlace, id: Int64?) {
    self.place = place
    self.id = id
  }

  var path: APIPath { place.path(of: id) }
}

extension HookReference: LosslessStringConvertible {
  /// The reference as a key: `repository/octo/hello/12`, `organization/octo/12` or `app`.
  package var description: String {
    switch (place, id) {
    case (.repository(let name), let id): "repository/\(name.folded)/\(id ?? 0)"
    case (.organization(let login), let id): "organization/\(login.lowercased())/\(id ?? 0)"
    case (.app, _): "app"
    }
  }

  /// Reads such a key.
  package init?(_ description: String) {
    let parts = description.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("app", 1):
      self = .app
    case ("organization", 3):
      guard let id = Int64(parts[2]), id > 0, !parts[1].isEmpty else { return nil }
      self = .organization(parts[1], hook: id)
    case ("repository", 4):
      guard let id = Int64(parts[3]), id > 0, let name = RepositoryName(owner: parts[1], name: parts[2]) else {
        return nil
      }
      self = .repository(name, hook: id)
    default:
      return nil
    }
  }
}
