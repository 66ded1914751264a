extension SandboxCore {
  /// All endpoints; the first that fits serves a request.
  static let routes: [Route] =
    // Comments come before issues: `issues/comments` is no issue of that number.
    RepositoryEndpoints.routes + CommentEndpoints.routes + IssueEndpoints.routes + PullRequestEndpoints.routes
    + ReviewEndpoints.routes + CheckEndpoints.routes + HookEndpoints.routes + AccountEndpoints.routes
    + OrganizationEndpoints.routes + AppEndpoints.routes + ControlEndpoints.routes + GraphQLEndpoint.routes
}
