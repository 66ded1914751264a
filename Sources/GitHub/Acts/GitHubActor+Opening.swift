import FoundationEssentials
import MissionCore

extension GitHubActor {
  /// Opens a pull request from a branch to the repository's default branch. One that is open for the branch already is
  /// the answer, whoever opened it: a crash may have come between opening it and knowing its number.
  func open(_ proposal: PullRequestProposal) async throws(GitHubError) -> ActionOutcome {
    if let known = try await openPullRequest(for: proposal) { return .written(known) }
    let home = try await client.read("/repos/\(proposal.repository)", as: Repository.self)
    let draft = Draft(
      title: proposal.title, head: proposal.branch, base: home.defaultBranch, body: proposal.body)
    do throws(GitHubError) {
      let answer = try await client.send(.post, "/repos/\(proposal.repository)/pulls", json: draft)
      return .written(try answer.decode(Opened.self).number)
    } catch {
      // Somebody was faster.
      if case .unprocessable = error, let known = try await openPullRequest(for: proposal) { return .written(known) }
      throw error
    }
  }

  private func openPullRequest(for proposal: PullRequestProposal) async throws(GitHubError) -> Int? {
    let listing = try await client.pages(
      "/repos/\(proposal.repository)/pulls",
      query: ["head": "\(proposal.repository.owner):\(proposal.branch)", "state": "open", "per_page": "10"],
      as: [Opened].self)
    return listing.pages.joined().first { $0.head?.ref == proposal.branch }?.number
  }

  private struct Draft: Encodable, Sendable {
    let title: String
    let head: String
    let base: String
    let body: String
  }

  private struct Repository: Decodable, Sendable {
    let defaultBranch: String

    private enum CodingKeys: String, CodingKey { case defaultBranch = "default_branch" }
  }

  private struct Opened: Decodable, Sendable {
    let number: Int
    let head: Head?

    struct Head: Decodable, Sendable {
      let ref: String
    }
  }
}
