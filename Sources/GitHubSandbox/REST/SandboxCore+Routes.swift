extension SandboxCore {
  /// All endpoints; the first that fits serves a request.
  static let routes: [Route] =
    RepositoryEndpoints.routes + IssueEndpoints.routes + CommentEndpoints.routes + PullRequestEndpoints.routes
    + ReviewEndpoints.routes + CheckEndpoints.routes + HookEndpoints.routes + AccountEndpoints.routes
    + AppEndpoints.routes + ControlEndpoints.routes + GraphQLEndpoint.routes
}
