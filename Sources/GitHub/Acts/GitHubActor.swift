import FoundationEssentials
package import MissionCore

/// Does on GitHub what missions want done, and says what came of it in the core's words.
package struct GitHubActor: Sendable {
  let client: GitHubClient
  let account: OwnAccount

  /// An actor that works through this client, as the client's account.
  package init(client: GitHubClient, account: OwnAccount? = nil) {
    self.client = client
    self.account = account ?? OwnAccount(client: client)
  }

  /// Does one thing. Doing it twice does no harm.
  package func perform(_ action: Action) async -> ActionOutcome {
    do throws(GitHubError) {
      switch action {
      case .merge(let reference, let head, let method): return try await merge(reference, head: head, method: method)
      case .enqueue(let reference, let head): return try await enqueue(reference, head: head)
      case .dequeue(let reference, _, _): return try await dequeue(reference)
      case .updateBranch(let reference, let head): return try await updateBranch(of: reference, head: head)
      case .rerunFailedJobs(let reference, let workflowRun, let reruns, let failedAt):
        return try await rerunFailedJobs(
          of: workflowRun, in: reference.repository, reruns: reruns, failedAt: failedAt)
      case .resolveThread(let reference, let thread, let head):
        return try await resolve(thread, on: reference, head: head)
      case .openPullRequest(let proposal): return try await open(proposal)
      case .react(let repository, let comment, let reaction):
        return try await react(reaction, to: comment, in: repository)
      case .report(let report): return try await write(report)
      case .check(let report): return try await write(report)
      }
    } catch {
      return ActionOutcome(error)
    }
  }
}

extension PullRequestReference {
  /// Its address in the REST API.
  var path: APIPath { "/repos/\(repository)/pulls/\(number)" }
}

extension ActionOutcome {
  /// What an error means for whoever wanted it done.
  init(_ error: GitHubError) {
    switch error {
    case .notAllowed(let text), .conflict(let text), .unprocessable(let text), .forbidden(let text),
      .singleSignOn(let text), .gone(let text), .legal(let text):
      // GitHub does not always say why.
      self = .refused(text.isEmpty ? "\(error)" : text)
    case .notFound: self = .refused("it does not exist, or the token may not see it")
    case .graphQL(let faults): self = .refused(faults.map(\.message).joined(separator: "; "))
    case .primaryLimit(let until), .secondaryLimit(let until), .congested(let until):
      self = .failed("GitHub's limits are used up", retryAt: until)
    case .transport, .cancelled, .noToken, .unauthorized, .rejected, .server, .link, .notJSON, .unexpectedShape:
      self = .failed("\(error)", retryAt: nil)
    }
  }
}
