package import FoundationEssentials
import MissionCore

/// The client as the fetchers of ``GitHubSource`` want it: bodies as they came, failures in their words.
package struct ClientSource: GitHubSource {
  private let client: GitHubClient
  private let priority: CallPriority

  /// A source whose calls all have this priority.
  package init(_ client: GitHubClient, priority: CallPriority) {
    self.client = client
    self.priority = priority
  }

  /// Asks a GraphQL query.
  package func answer(to query: GraphQLQuery) async throws(SourceFailure) -> Data {
    do throws(GitHubError) {
      return try await client.body(of: query, priority: priority)
    } catch let error {
      throw SourceFailure(error)
    }
  }

  /// Reads a REST resource.
  package func resource(
    _ path: String, query: [String: String], etag: String?
  ) async throws(SourceFailure) -> ResourceAnswer {
    guard let place = APIPath(encoded: path) else {
      throw .unavailable("not a path: it was not asked for", retryAt: nil)
    }
    do throws(GitHubError) {
      guard let answer = try await client.resource(place, query: query, etag: etag, priority: priority) else {
        return .unchanged
      }
      return .fresh(body: answer.body, etag: answer.etag)
    } catch .unprocessable where path.contains("/commits/") {
      // GitHub's word for a commit that it does not have.
      throw .notFound
    } catch let error {
      throw SourceFailure(error)
    }
  }
}

extension GitHubClient {
  /// The client for the fetchers.
  package func source(_ priority: CallPriority) -> ClientSource { ClientSource(self, priority: priority) }
}

extension SourceFailure {
  /// The client's error in the fetchers' words.
  init(_ error: GitHubError) {
    self =
      switch error {
      case .notFound: .notFound
      case .gone: .gone
      case .server(502), .server(504): .tooHeavy("GitHub could not answer in time")
      case .transport(.timedOut): .tooHeavy("no answer in time")
      case .transport(.responseTooLarge): .tooHeavy("the answer is too large")
      case .transport(.interrupted): .tooHeavy("the answer was cut")
      default: .unavailable(error.summary, retryAt: error.until)
      }
  }
}
