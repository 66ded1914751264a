package import MissionCore

/// What a repository is to look like.
package struct RepositorySetup: Sendable, Equatable {
  /// Somebody who may do something here.
  package struct User: Sendable, Equatable {
    package var login: String
    package var kind: AccountRecord.Kind?
    package var permission: Permission

    package init(_ login: String, kind: AccountRecord.Kind? = nil, permission: Permission = .write) {
      self.login = login
      self.kind = kind
      self.permission = permission
    }
  }

  package var name: RepositoryName
  package var defaultBranch: String
  package var isPrivate: Bool
  package var users: [User]
  /// How it lets pull requests be merged; nil leaves that as it is.
  package var mergeMethods: Set<String>?
  /// The files of `.github/workflows` by name; nil leaves them as they are.
  package var workflowFiles: [String: String]?
  /// Of the default branch.
  package var protection: BranchProtection?

  package init(
    _ name: RepositoryName, defaultBranch: String = "main", isPrivate: Bool = false, users: [User] = [],
    protection: BranchProtection? = nil
  ) {
    self.name = name
    self.defaultBranch = defaultBranch
    self.isPrivate = isPrivate
    self.users = users
    self.protection = protection
  }
}
