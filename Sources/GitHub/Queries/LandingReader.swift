package import MissionCore

/// Reads whether a commit is on a branch, and what came there since.
package struct LandingReader: Sendable {
  /// How many pages of commits are read at most, 100 to a page: a revert that came later than that is not found.
  static let pageBound = 3

  private let client: GitHubClient

  /// A reader that asks through this client.
  package init(client: GitHubClient) { self.client = client }

  /// Where what is asked about stands, by GitHub's comparison of the commit with the branch
  /// (https://docs.github.com/en/rest/commits/commits#compare-two-commits). What GitHub does not find is not there.
  package func standing(of question: Landing.Question) async throws(GitHubError) -> Landing.Standing {
    let path: APIPath =
      "/repos/\(question.reference.repository)/compare/\(question.commit + "..." + question.branch)"
    var commits: [BranchHistory.Commit] = []
    var containsCommit = false
    for page in 1...Self.pageBound {
      let comparison: Comparison
      do throws(GitHubError) {
        comparison = try await client.read(path, query: ["per_page": "100", "page": "\(page)"])
      } catch .notFound {
        // GitHub does not say what is missing. Where the branch can be read, it is the commit.
        let branch: APIPath = "/repos/\(question.reference.repository)/branches/\(question.branch)"
        _ = try await client.read(branch, as: Branch.self)
        return .lost
      }
      containsCommit = ["ahead", "identical"].contains(comparison.status)
      commits += comparison.commits.map(\.entry)
      if comparison.commits.count < 100 { break }
    }
    return BranchHistory(containsCommit: containsCommit, since: commits).standing(of: question)
  }

  private struct Branch: Decodable {
    let name: String
  }

  private struct Comparison: Decodable {
    let status: String
    let commits: [Entry]

    struct Entry: Decodable {
      let sha: String
      let commit: Commit

      struct Commit: Decodable {
        let message: String?
      }

      var entry: BranchHistory.Commit {
        .init(sha: sha.capped(at: 64), message: (commit.message ?? "").capped(at: 4_096))
      }
    }
  }
}
