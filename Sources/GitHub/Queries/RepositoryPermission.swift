/// What somebody may do in a repository
/// (https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user).
struct RepositoryPermission: Decodable {
  private let permission: String

  /// Whether they may write there: `maintain` is shown as `write`, `triage` as `read`.
  var mayWrite: Bool { ["admin", "write"].contains(permission.lowercased()) }
}
