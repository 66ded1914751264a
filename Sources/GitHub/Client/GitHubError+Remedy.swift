import MissionCore

extension GitHubError {
  /// What to do about it.
  package var remedy: String {
    switch self {
    case .transport: "check --github-api, proxy and network"
    case .cancelled: "try again"
    case .noToken(let fault): fault.remedy
    case .unauthorized: "the token is wrong or has ended: set another SIGNALBOX_GITHUB_TOKEN"
    case .forbidden: "give the token the permission that is missing"
    case .singleSignOn(let demand):
      Self.address(in: demand).map { "authorise the token there: \($0)" }
        ?? "authorise the token for the organisation's single sign-on on its settings page"
    case .primaryLimit(let until), .secondaryLimit(let until): "try again after \(until.lineText) UTC"
    case .congested: "try again in a moment"
    case .notFound: "check the name, and give the token access to the repository"
    case .notAllowed, .conflict: "look at it on GitHub, and try again"
    case .gone: "look for it on GitHub"
    case .unprocessable: "change what GitHub names"
    case .legal: "none on this side: GitHub's page says why"
    case .rejected, .server: "try again later"
    case .link, .notJSON, .unexpectedShape, .graphQL: "check --github-api, and try again"
    }
  }

  /// The page that a demand for single sign-on names.
  private static func address(in demand: String) -> Substring? {
    guard let start = demand.firstRange(of: "url=")?.upperBound else { return nil }
    let address = demand[start...].prefix { !$0.isWhitespace && $0 != ";" && $0 != "," }
    return address.hasPrefix("https://") ? address : nil
  }
}
