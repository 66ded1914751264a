import MissionCore

/// GitHub's REST and GraphQL API for one account: a light value over shared parts.
///
/// Every call passes the governor, sends the token only to the API's own origin, and ends as data or as a
/// ``GitHubError``, never as something in between. Calls that change nothing are tried again when they fail for a
/// passing reason; writes never are.
package struct GitHubClient: Sendable {
  let endpoints: APIEndpoints
  let tokens: any TokenSource
  let transport: any HTTPTransport
  /// The gate its calls go through; its snapshot says how things stand.
  package let governor: RateGovernor
  let timekeeper: any Timekeeper
  let configuration: Configuration

  /// What may differ between uses.
  package struct Configuration: Sendable {
    /// Sent as `User-Agent`, which GitHub demands.
    package var userAgent = "signalbox"
    /// Retries of calls that change nothing.
    package var retries = RetryPolicy()
    /// Longest time for one attempt.
    package var timeout: Duration = .seconds(30)
    /// Longest wait for the governor.
    package var patience: Duration = .seconds(15)
    /// Longest wait for a call's turn among ours; nil for as long as `patience`.
    package var turn: Duration?
    /// Most bytes of an answer.
    package var responseLimit = HTTPClient.Request.defaultResponseLimit
    /// A number from 0 to 1 that spreads retries.
    package var chance: @Sendable () -> Double = { Double.random(in: 0...1) }

    /// The defaults.
    package init() {}
  }

  /// The `Accept` that all REST calls have.
  static let accept = "application/vnd.github+json"
  /// The version of the REST API that this client was written for.
  static let version = "2022-11-28"

  /// A client. The governor is shared by all clients of the same account; the transport by all.
  package init(
    endpoints: APIEndpoints = .gitHub, tokens: any TokenSource, transport: any HTTPTransport, governor: RateGovernor,
    timekeeper: any Timekeeper = SystemTimekeeper(),
    configuration: Configuration = Configuration()
  ) {
    self.endpoints = endpoints
    self.tokens = tokens
    self.transport = transport
    self.governor = governor
    self.timekeeper = timekeeper
    self.configuration = configuration
  }

  /// Gets a resource, or learns that it is still what `validator` stands for.
  package func get<Value: Decodable & Sendable>(
    _ path: APIPath, query: KeyValuePairs<String, String> = [:], as type: Value.Type = Value.self,
    since validator: Validator? = nil, priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> FetchResult<Value> {
    try await get(
      url: endpoints.url(path, Array(query)), of: path.repository, as: type, since: validator, priority: priority)
  }

  /// Gets a resource's content, whether we know it or not.
  package func read<Value: Decodable & Sendable>(
    _ path: APIPath, query: KeyValuePairs<String, String> = [:], as type: Value.Type = Value.self,
    priority: CallPriority = .eventDriven
  ) async throws(GitHubError) -> Value {
    switch try await get(path, query: query, as: type, priority: priority) {
    case .fresh(let document): return document.value
    case .unchanged: throw Self.baseless304
    }
  }

  /// Gets a listing page by page, up to `bound` pages, or to one that is the last we want. Any page that fails
  /// fails the whole.
  package func pages<Page: Decodable & Sendable>(
    _ path: APIPath, query: KeyValuePairs<String, String> = [:], as type: Page.Type = Page.self, bound: Int = 30,
    priority: CallPriority = .eventDriven, until isLast: @Sendable (Page) -> Bool = { _ in false }
  ) async throws(GitHubError) -> Pages<Page> {
    let answer = try await pagesIfChanged(
      path, query: query, as: type, since: nil, bound: bound, priority: priority, until: isLast)
    guard case .fresh(let pages) = answer else { throw Self.baseless304 }
    return pages
  }

  /// Gets a listing page by page, unless its first page is what `validator` stands for. With `start`, reading goes on
  /// where an earlier one was cut.
  package func pagesIfChanged<Page: Decodable & Sendable>(
    _ path: APIPath, query: KeyValuePairs<String, String> = [:], as type: Page.Type = Page.self,
    since validator: Validator?, from start: PageCursor? = nil, bound: Int = 30,
    priority: CallPriority = .eventDriven, until isLast: @Sendable (Page) -> Bool = { _ in false }
  ) async throws(GitHubError) -> PagesAnswer<Page> {
    var url = start?.url ?? endpoints.url(path, Array(query))
    var seen: Set<String> = []
    var pages: [Page] = []
    var first: Validator?
    while true {
      guard seen.insert(url).inserted else { throw .link(.loop) }
      // The following pages' addresses may have the repository's number instead of its name.
      let document: Document<Page>
      switch try await get(
        url: url, of: path.repository, as: type, since: pages.isEmpty ? validator : nil, priority: priority)
      {
      case .fresh(let fresh): document = fresh
      case .unchanged(let renewed, _):
        guard pages.isEmpty, validator != nil else { throw Self.baseless304 }
        return .unchanged(renewed)
      }
      pages.append(document.value)
      let known = first ?? document.validator
      first = known
      guard !isLast(document.value), let next = document.link.next else {
        return .fresh(Pages(pages: pages, next: nil, validator: known))
      }
      guard let following = endpoints.follow(next) else { throw .link(.elsewhere) }
      guard pages.count < bound else {
        return .fresh(Pages(pages: pages, next: PageCursor(url: following), validator: known))
      }
      url = following
    }
  }

  /// Gets a resource whose body somebody else reads; nil when it is still what the ETag stands for.
  func resource(
    _ path: APIPath, query: [String: String], etag: String?, priority: CallPriority
  ) async throws(GitHubError) -> Answer? {
    let url = endpoints.url(path, query.sorted { $0.key < $1.key })
    let condition = etag.map { Call.Condition(etag: $0, token: nil) }
    let call = Call(
      method: .get, url: url, repository: path.repository, kind: kind(of: url), priority: priority,
      condition: condition)
    let answer = try await perform(call).answer
    guard answer.status == 304 else { return answer }
    guard etag != nil else { throw Self.baseless304 }
    return nil
  }

  private static var baseless304: GitHubError { .rejected(status: 304, "unchanged, though nothing was known") }

  private func kind(of url: String) -> CallKind {
    url.dropFirst(endpoints.rest.count).hasPrefix("/search/") ? .search : .read
  }

  private func get<Value: Decodable & Sendable>(
    url: String, of repository: RepositoryName?, as type: Value.Type, since validator: Validator?,
    priority: CallPriority
  ) async throws(GitHubError) -> FetchResult<Value> {
    let condition = validator.flatMap { known in
      known.etag.map { Call.Condition(etag: $0, token: known.token) }
    }
    let exchange = try await perform(
      Call(
        method: .get, url: url, repository: repository, kind: kind(of: url), priority: priority,
        condition: condition))
    let answer = exchange.answer

    if answer.status == 304 {
      guard let validator, validator.token == exchange.token.identity else {
        throw Self.baseless304
      }
      let renewed = Validator(
        etag: answer.etag ?? validator.etag, token: validator.token, digest: validator.digest)
      return .unchanged(renewed, .notModified)
    }
    let renewed = Validator(
      etag: answer.etag, token: exchange.token.identity, digest: BodyDigest(of: answer.body))
    if renewed.digest == validator?.digest { return .unchanged(renewed, .sameContent) }
    return .fresh(
      Document(value: try answer.decode(type), url: url, validator: renewed, link: answer.link))
  }
}
