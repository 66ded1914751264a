import FoundationEssentials
package import MissionCore

/// Asks GitHub for a comment that commands: who wrote it, who changed its words last, and what it says now.
package struct CommandCommentReader: Sendable {
  private let client: GitHubClient

  /// A reader that asks through this client.
  package init(client: GitHubClient) { self.client = client }

  /// What GitHub shows of a comment. REST knows it by its number and says whether an App wrote it
  /// (https://docs.github.com/en/rest/issues/comments#get-an-issue-comment); only GraphQL knows its editor
  /// (https://docs.github.com/en/graphql/reference/objects#issuecomment), and shows the words of the same moment.
  package func evidence(
    of comment: Int, in repository: RepositoryName
  ) async -> Result<CommandEvidence, FetchFailure> {
    do throws(GitHubError) {
      let listed: Listed = try await client.read("/repos/\(repository)/issues/comments/\(comment)")
      let answer: GraphQLAnswer<Answer> = try await client.graphql(
        Self.query, variables: ["id": listed.node], about: repository)
      guard case .complete(let data) = answer, let shown = data.node, let body = shown.body else {
        return .success(.missing)
      }
      guard let number = listed.place.split(separator: "/").last.flatMap({ Int($0) }),
        let target = IssueReference(repository: repository, number: number)
      else { return .failure(.unexpectedAnswer) }
      let isEdited = shown.lastEditedAt != nil
      return .success(
        .written(
          author: ActorNode.account(shown.author), editor: isEdited ? ActorNode.account(shown.editor) : nil,
          isByApp: listed.app != nil, target: target,
          commands: CommentCommand.commands(in: body.capped(at: TextLimit.body))))
    } catch {
      if case .notFound = error { return .success(.missing) }
      return .failure(.unavailable(reason: error.summary, retryAt: error.until))
    }
  }

  private static let query = """
    query($id: ID!) {
      node(id: $id) {
        ... on IssueComment { author { __typename login } editor { __typename login } lastEditedAt body }
      }
    }
    """

  private struct Listed: Decodable {
    let node: String
    let place: String
    let app: Presence?

    private enum CodingKeys: String, CodingKey {
      case node = "node_id"
      case place = "issue_url"
      case app = "performed_via_github_app"
    }
  }

  private struct Answer: Decodable, Sendable {
    let node: Shown?
  }

  private struct Shown: Decodable, Sendable {
    let author: ActorNode?
    let editor: ActorNode?
    let lastEditedAt: String?
    let body: String?
  }
}
