import MissionCore

/// What a repository is to look like.
package struct RepositorySetup: Sendable, Equatable {
  /// Somebody who may do something here.
  package struct User: Sendable, Equatable {
    var login: String
    var kind: AccountRecord.Kind?
    var permission: Permission

    init(_ login: String, kind: AccountRecord.Kind? = nil, permission: Permission = .write) {
      self.login = login
      self.kind = kind
      self.permission = permission
    }
  }

  var name: RepositoryName
  var defaultBranch: String
  var isPrivate: Bool
  var users: [User]
  /// How it lets pull requests be merged; nil leaves that as it is.
  package var mergeMethods: Set<String>?
  /// The files of `.github/workflows` by name; nil leaves them as they are.
  package var workflowFiles: [String: String]?
  /// Of the default branch.
  package var protection: BranchProtection?

  init(
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
