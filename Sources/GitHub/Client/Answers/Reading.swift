import FoundationEssentials

/// What an answer means, before anybody acts on it.
enum Reading: Equatable {
  case success
  case unchanged
  case redirect(to: String?)
  case unauthorized(String)
  case primaryLimit
  case secondaryLimit
  case failure(GitHubError)

  /// Reads a REST answer.
  init(_ response: HTTPClient.Response, _ report: RateReport) {
    switch response.status {
    case 200...299: self = .success
    case 304: self = .unchanged
    case 301, 302, 307, 308: self = .redirect(to: response.headers["Location"])
    case 403, 429: self = Self.refusal(response, report)
    case 500...599: self = .failure(.server(status: response.status))
    default: self = Self.rejection(response)
    }
  }

  /// Reads a GraphQL answer: limits come with status 200 there.
  static func graphQL(_ response: HTTPClient.Response, _ report: RateReport) -> Reading {
    let reading = Reading(response, report)
    guard reading == .success else { return reading }
    let faults = (try? BoundedJSON.decode(GraphQLFaults.self, from: response.body))?.errors ?? []
    if faults.contains(where: \.isSecondaryLimit) { return .secondaryLimit }
    if faults.contains(where: \.isRateLimit) { return .primaryLimit }
    return .success
  }

  /// 403 and 429 mean a limit or a permission, and GitHub tells them apart by headers and words.
  private static func refusal(_ response: HTTPClient.Response, _ report: RateReport) -> Reading {
    let body = ErrorBody(response.body)
    if body.namesSecondaryLimit { return .secondaryLimit }
    // Only a used-up window says 0; with Retry-After beside it the wait is what counts, and both are kept to.
    if report.window?.remaining == 0 || body.namesPrimaryLimit { return .primaryLimit }
    if report.retryAfter != nil || response.status == 429 { return .secondaryLimit }
    if let demand = response.headers["X-GitHub-SSO"], demand.hasPrefix("required") {
      return .failure(.singleSignOn(ErrorBody.shortened(demand)))
    }
    // GitHub says by this header what would have been enough; classic tokens do not get it.
    let wanted = response.headers["X-Accepted-GitHub-Permissions"].map { "it takes \($0)" } ?? ""
    let text = [body.text, wanted].filter { !$0.isEmpty }.joined(separator: "; ")
    return .failure(.forbidden(ErrorBody.shortened(text)))
  }

  private static func rejection(_ response: HTTPClient.Response) -> Reading {
    let text = ErrorBody(response.body).text
    return switch response.status {
    case 401: .unauthorized(text)
    case 404: .failure(.notFound)
    case 405: .failure(.notAllowed(text))
    case 409: .failure(.conflict(text))
    case 410: .failure(.gone(text))
    case 422: .failure(.unprocessable(text))
    case 451: .failure(.legal(text))
    default: .failure(.rejected(status: response.status, text))
    }
  }

  /// The same answer, for the governor.
  func outcome(_ report: RateReport) -> CallOutcome {
    switch self {
    case .primaryLimit: .limitedPrimary(report)
    case .secondaryLimit: .limitedSecondary(report)
    case .failure(.server): .failed(report)
    case .success, .unchanged, .redirect, .unauthorized, .failure: .answered(report)
    }
  }
}

/// The `errors` of a GraphQL answer, whatever its data.
struct GraphQLFaults: Decodable {
  let errors: [GraphQLFault]?
}
