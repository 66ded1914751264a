import FoundationEssentials

extension GitHubClient {
  /// Most redirects of one call.
  private static let redirectLimit = 5

  /// Makes the call: retries around it, redirects and a renewed token within. The answer is a success or a 304.
  func perform(_ call: Call) async throws(GitHubError) -> Exchange {
    var failures = 0
    while true {
      let error: GitHubError
      do throws(GitHubError) {
        return try await exchange(call)
      } catch let failure {
        error = failure
      }
      failures += 1
      guard call.mayRepeat(after: error), failures < configuration.retries.attempts, governor.grantRetry() else {
        throw error
      }
      do throws(CancellationError) {
        try await timekeeper.sleep(
          for: configuration.retries.wait(after: failures, chance: configuration.chance()))
      } catch {
        throw .cancelled
      }
    }
  }

  private func exchange(_ call: Call) async throws(GitHubError) -> Exchange {
    var token = try await tokens.token(for: call.repository)
    var mayRenew = true
    var url = call.url
    var redirects = 0
    while true {
      let (reading, response) = try await attempt(call, url, token)
      switch reading {
      case .success, .unchanged:
        return Exchange(answer: Answer(response), token: token)
      case .redirect(let location):
        // GitHub wants the same request repeated at the new place, whatever its method: it has not been acted on.
        guard let location else { throw .link(.missing) }
        guard let target = endpoints.follow(location) else {
          guard call.mayLeave else { throw .link(.elsewhere) }
          return Exchange(answer: try await answerElsewhere(location), token: token)
        }
        redirects += 1
        guard redirects <= Self.redirectLimit else { throw .link(.tooMany) }
        url = target
      case .unauthorized(let text):
        guard mayRenew, await tokens.refused(token) else { throw .unauthorized(text) }
        mayRenew = false
        token = try await tokens.token(for: call.repository)
      case .failure(let error):
        throw error
      case .primaryLimit, .secondaryLimit:
        preconditionFailure("Invalid state: a limit was turned into its error")
      }
    }
  }

  /// Sends one request through the governor.
  private func attempt(
    _ call: Call, _ url: String, _ token: Token
  ) async throws(GitHubError) -> (Reading, HTTPClient.Response) {
    let permit = try await permit(for: call, token)
    let response: HTTPClient.Response
    do throws(HTTPClient.Failure) {
      response = try await transport.send(request(call, url, token))
    } catch let failure {
      governor.settle(permit, failure.outcome)
      throw failure == .cancelled ? .cancelled : .transport(failure)
    }

    let report = RateReport(response.headers, for: call.kind, at: timekeeper.now)
    let reading =
      call.kind.resource == .graphql ? Reading.graphQL(response, report) : Reading(response, report)
    let until = governor.settle(permit, reading.outcome(report)) ?? timekeeper.now.wall
    switch reading {
    case .primaryLimit: throw .primaryLimit(until: until)
    case .secondaryLimit: throw .secondaryLimit(until: until)
    case .success, .unchanged, .redirect, .unauthorized, .failure: return (reading, response)
    }
  }

  private func permit(for call: Call, _ token: Token) async throws(GitHubError) -> RateBudget.Permit {
    do throws(RateGovernor.Refusal) {
      return try await governor.admit(
        call.kind, call.priority, for: token.account, patience: configuration.patience, turn: configuration.turn)
    } catch let refusal {
      switch refusal {
      case .cancelled: throw .cancelled
      case .limited(let until, .primary): throw .primaryLimit(until: until)
      case .limited(let until, .secondary): throw .secondaryLimit(until: until)
      case .limited(let until, .pace): throw .congested(until: until)
      }
    }
  }

  private func request(_ call: Call, _ url: String, _ token: Token) -> HTTPClient.Request {
    var headers: HTTPClient.Headers = [
      "Accept": Self.accept, "X-GitHub-Api-Version": Self.version, "User-Agent": configuration.userAgent,
    ]
    if call.body != nil { headers.append("Content-Type", "application/json") }
    if let condition = call.condition, condition.applies(to: token) {
      headers.append("If-None-Match", condition.etag)
    }
    return HTTPClient.Request(
      call.method, url, headers: headers, bearer: token.secret, body: call.body, timeout: configuration.timeout,
      responseLimit: configuration.responseLimit, isRepeatable: !call.kind.isWrite)
  }
}

extension Call {
  /// Only what changes nothing is repeated. A query that GitHub could not finish in time it would not finish the next
  /// time either: the caller has to ask for less.
  fileprivate func mayRepeat(after error: GitHubError) -> Bool {
    guard !kind.isWrite, error.isTransient else { return false }
    switch error {
    case .server(502), .server(504), .transport(.timedOut): return kind != .query
    default: return true
    }
  }
}

extension HTTPClient.Failure {
  /// What the failure says about GitHub.
  fileprivate var outcome: CallOutcome {
    switch self {
    case .cancelled, .closed, .invalidRequest: .abandoned
    case .cannotResolve, .connectionFailed, .tls, .timedOut, .responseTooLarge, .interrupted, .malformedResponse,
      .other:
      .failed(RateReport())
    }
  }
}

extension Answer {
  init(_ response: HTTPClient.Response) {
    self.init(
      status: response.status, headers: response.headers, body: response.body, etag: response.headers["ETag"],
      link: LinkHeader(response.headers.values(of: "Link")),
      serverTime: response.headers["Date"].flatMap { HTTPDate.parse($0) })
  }
}
