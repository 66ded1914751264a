package import MissionCore

/// What a webhook says about the repositories that the App can reach.
package enum AppReach: Hashable, Sendable {
  /// Everything of an account is out of reach.
  case lost(account: String, Loss)
  /// The account may be reached (again).
  case back(account: String)
  /// The App's installation was given other repositories.
  case changed(added: [RepositoryName], removed: [RepositoryName])

  /// How an account was lost.
  package enum Loss: String, Hashable, Sendable, CaseIterable {
    /// The App was uninstalled.
    case uninstalled
    /// The installation was suspended.
    case suspended
  }
}

extension AppReach {
  /// What it means for missions. An installation's event names only some of its repositories, or none, so the caller
  /// tells which ones missions are about.
  ///
  /// - Parameter repositories: the repositories of active missions.
  package func observations(about repositories: [RepositoryName]) -> [Observation] {
    switch self {
    case .lost(let account, let loss):
      Self.those(of: account, repositories).map { .repositoryStanding($0, .lost(reason: loss.reason(account))) }
    case .back(let account): Self.those(of: account, repositories).map { .repositoryStanding($0, .usable) }
    case .changed(let added, let removed):
      removed.map { .repositoryStanding($0, .lost(reason: Self.removal)) }
        + added.map { .repositoryStanding($0, .usable) }
    }
  }

  private static func those(of account: String, _ repositories: [RepositoryName]) -> [RepositoryName] {
    repositories.filter { $0.owner.lowercased() == account.lowercased() }
  }

  private static let removal =
    "was taken from the GitHub App's installation; add it again on the account's page of installed GitHub Apps"
}

extension AppReach.Loss {
  /// As the end of a sentence about a repository.
  fileprivate func reason(_ account: String) -> String {
    switch self {
    case .uninstalled: "is out of reach: the GitHub App was uninstalled from \(account); install it there again"
    case .suspended:
      "is out of reach: the GitHub App was suspended for \(account); unsuspend it on the account's page of installed"
        + " GitHub Apps"
    }
  }
}
