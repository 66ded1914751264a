import FoundationEssentials
public import MissionCore

/// Does on GitHub what missions want done, and says what came of it in the core's words.
public struct GitHubActor: Sendable {
  private let client: GitHubClient

  /// An actor that works through this client.
  public init(client: GitHubClient) { self.client = client }

  /// Does one thing. Doing it twice does no harm.
  public func perform(_ act: GitHubAct) async -> ErrandOutcome {
    do throws(GitHubError) {
      switch act {
      case .merge(let reference, let head): return .done(try await merge(reference, head: head))
      }
    } catch {
      return ErrandOutcome(error)
    }
  }

  private struct Merge: Encodable, Sendable {
    let sha: String
  }

  /// https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request: 409 when the head is another, 405 when it
  /// cannot be merged.
  private func merge(_ reference: PullRequestReference, head: String) async throws(GitHubError) -> String {
    let repository = reference.repository
    _ = try await client.send(
      .put, "/repos/\(repository.owner)/\(repository.name)/pulls/\(reference.number)/merge", json: Merge(sha: head))
    return "merged"
  }
}

extension ErrandOutcome {
  /// What an error means for whoever wanted it done.
  init(_ error: GitHubError) {
    switch error {
    case .notAllowed(let text), .conflict(let text), .unprocessable(let text), .forbidden(let text),
      .singleSignOn(let text), .gone(let text), .legal(let text):
      self = .refused(text)
    case .notFound: self = .refused("it does not exist, or the token may not see it")
    case .graphQL(let faults): self = .refused(faults.map { "\($0)" }.joined(separator: "; "))
    case .primaryLimit(let until), .secondaryLimit(let until), .congested(let until):
      self = .failed("GitHub's limits are used up", retryAt: until)
    case .transport, .cancelled, .noToken, .unauthorized, .rejected, .server, .link, .notJSON, .unexpectedShape:
      self = .failed("\(error)", retryAt: nil)
    }
  }
}
