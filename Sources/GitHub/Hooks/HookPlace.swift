package import MissionCore

/// Where a webhook is set up.
package enum HookPlace: Sendable, Hashable {
  /// In one repository.
  case repository(RepositoryName)
  /// In an organisation, for all its repositories.
  case organization(String)
  /// In the settings of the GitHub App: each App has exactly one.
  case app

  /// The path of its hooks below the API's base; an App's one hook has no number.
  func path(of hook: Int64?) -> APIPath {
    switch (self, hook) {
    case (.repository(let name), nil): "/repos/\(name)/hooks"
    case (.repository(let name), let hook?): "/repos/\(name)/hooks/\(hook)"
    case (.organization(let login), nil): "/orgs/\(login)/hooks"
    case (.organization(let login), let hook?): "/orgs/\(login)/hooks/\(hook)"
    case (.app, _): "/app/hook"
    }
  }
}

extension HookPlace: CustomStringConvertible {
  /// The place in words.
  package var description: String {
    switch self {
    case .repository(let name): "repository \(name)"
    case .organization(let login): "organisation \(login)"
    case .app: "the GitHub App"
    }
  }
}
