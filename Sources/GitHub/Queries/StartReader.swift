import FoundationEssentials
package import MissionCore

/// Reads from GitHub what a mission that is asked for there is made of: who really wrote the comment, and which parts
/// an issue has. A webhook alone starts nothing.
package struct StartReader: Sendable {
  /// How many pages of parts are read at most, 100 to a page: GitHub allows 100 parts.
  private static let pageBound = 2

  private let client: GitHubClient

  /// A reader that asks through this client.
  package init(client: GitHubClient) { self.client = client }

  /// A comment as it stands now, or nil where there is none that commands.
  ///
  /// - Parameter isFirst: whether its words are its author's first ones: GitHub's REST API does not say who changed
  /// them.
  package func comment(
    _ id: Int, under target: IssueReference
  ) async throws(GitHubError) -> (comment: CommandComment, isFirst: Bool)? {
    let payload: CommentPayload
    do throws(GitHubError) {
      payload = try await client.read("/repos/\(target.repository)/issues/comments/\(id)")
    } catch .notFound {
      return nil
    }
    guard payload.isUnder(target), let comment = payload.command(under: target, .listed) else { return nil }
    return (comment, comment.createdAt == comment.updatedAt)
  }

  /// The open sub-issues of an issue, in their order (https://docs.github.com/en/rest/issues/sub-issues, as of
  /// 2026-11).
  package func openParts(of issue: IssueReference) async throws(GitHubError) -> [IssueReference] {
    var parts: [IssueReference] = []
    for page in 1...Self.pageBound {
      let issues: [Part]
      do throws(GitHubError) {
        issues = try await client.read(
          "/repos/\(issue.repository)/issues/\(issue.number)/sub_issues",
          query: ["per_page": "100", "page": "\(page)"])
      } catch .notFound {
        // An older GitHub Enterprise Server has none.
        return []
      }
      parts += issues.filter { $0.state == "open" }.compactMap(\.issue.place)
      if issues.count < 100 { break }
    }
    return parts
  }

  private struct Part: Decodable {
    let issue: BlockingIssue
    let state: String

    init(from decoder: any Decoder) throws {
      issue = try BlockingIssue(from: decoder)
      state = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .state)
    }

    private enum CodingKeys: String, CodingKey { case state }
  }
}

extension CommentPayload {
  /// Whether it stands under that issue, as far as the answer says.
  fileprivate func isUnder(_ target: IssueReference) -> Bool {
    place.map { $0.hasSuffix("/issues/\(target.number)") } ?? true
  }
}
