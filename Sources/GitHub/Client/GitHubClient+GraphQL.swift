import FoundationEssentials
package import MissionCore

extension GitHubClient {
  /// Asks a GraphQL query. It is tried again when it fails for a passing reason.
  ///
  /// A batch that GitHub cannot finish in its 10 s comes back as `.server(502)` or `.server(504)`: ask for less.
  package func graphql<Value: Decodable & Sendable>(
    _ query: String, variables: some Encodable & Sendable = [String: String](), as type: Value.Type = Value.self,
    about repository: RepositoryName? = nil, priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> GraphQLAnswer<Value> {
    try await ask(query, variables, as: type, about: repository, kind: .query, priority: priority)
  }

  /// Sends a GraphQL mutation, once. Faults make it an error even if there is data beside them.
  package func mutate<Value: Decodable & Sendable>(
    _ mutation: String, variables: some Encodable & Sendable = [String: String](), as type: Value.Type = Value.self,
    about repository: RepositoryName? = nil, priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> Value {
    switch try await ask(mutation, variables, as: type, about: repository, kind: .mutation, priority: priority) {
    case .complete(let value): return value
    case .partial(_, let faults): throw .graphQL(faults)
    }
  }

  /// Asks a query whose answer somebody else reads. Limits are errors; other faults stand in the body.
  func body(of query: GraphQLQuery, priority: CallPriority) async throws(GitHubError) -> Data {
    try await exchange(query, about: query.repository, kind: .query, priority: priority).answer.body
  }

  private struct Question<Variables: Encodable>: Encodable {
    let query: String
    let variables: Variables
  }

  private struct Envelope<Value: Decodable>: Decodable {
    let data: Value?
  }

  private func ask<Value: Decodable & Sendable>(
    _ query: String, _ variables: some Encodable & Sendable, as type: Value.Type, about repository: RepositoryName?,
    kind: CallKind, priority: CallPriority
  ) async throws(GitHubError) -> GraphQLAnswer<Value> {
    let exchange = try await exchange(
      Question(query: query, variables: variables), about: repository, kind: kind, priority: priority)
    let faults = try exchange.answer.decode(GraphQLFaults.self).errors ?? []
    let envelope: Envelope<Value>
    do throws(GitHubError) {
      envelope = try exchange.answer.decode(Envelope<Value>.self)
    } catch {
      // Data with a hole where the shape has none: the faults are the reason, the missing field only a consequence.
      throw faults.isEmpty ? error : .graphQL(faults)
    }
    guard let data = envelope.data else {
      throw faults.isEmpty ? .unexpectedShape("data") : .graphQL(faults)
    }
    return faults.isEmpty ? .complete(data) : .partial(data, faults)
  }

  private func exchange(
    _ question: some Encodable, about repository: RepositoryName?, kind: CallKind, priority: CallPriority
  ) async throws(GitHubError) -> Exchange {
    let body: Data
    do {
      body = try JSONEncoder().encode(question)
    } catch {
      throw .unexpectedShape("the query's own variables")
    }
    let exchange = try await perform(
      Call(
        method: .post, url: endpoints.graphql, repository: repository, kind: kind, priority: priority, body: body))
    guard exchange.answer.status != 304 else { throw .rejected(status: 304, "unchanged") }
    return exchange
  }
}
