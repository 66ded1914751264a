import FoundationEssentials

extension GitHubClient {
  /// A method that changes something.
  package enum WriteMethod: Sendable {
    case post
    case put
    case patch
    case delete

    var method: HTTPClient.Method {
      switch self {
      case .post: .post
      case .put: .put
      case .patch: .patch
      case .delete: .delete
      }
    }
  }

  /// Sends a change with a JSON body, once: a ``GitHubError/transport(_:)`` may leave open whether it had its effect.
  package func send(
    _ method: WriteMethod, _ path: APIPath, json: some Encodable & Sendable, priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> Answer {
    let body: Data
    do {
      body = try JSONEncoder().encode(json)
    } catch {
      throw .unexpectedShape("the request's own body")
    }
    return try await send(method, path, body: body, priority: priority)
  }

  /// Sends a change without a body, once.
  package func send(
    _ method: WriteMethod, _ path: APIPath, priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> Answer {
    try await send(method, path, body: nil, priority: priority)
  }

  private func send(
    _ method: WriteMethod, _ path: APIPath, body: Data?, priority: CallPriority
  ) async throws(GitHubError) -> Answer {
    let exchange = try await perform(
      Call(
        method: method.method, url: endpoints.url(path, []), repository: path.repository, kind: .write,
        priority: priority, body: body))
    guard exchange.answer.status != 304 else { throw .rejected(status: 304, "unchanged") }
    return exchange.answer
  }
}
