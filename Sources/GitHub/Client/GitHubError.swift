package import MissionCore

/// Why a call to GitHub brought nothing. Texts are GitHub's own, shortened: untrusted, and for people only.
package enum GitHubError: Error, Sendable, Equatable {
  /// There was no answer.
  case transport(HTTPClient.Failure)
  /// The task was cancelled while the call waited for its turn.
  case cancelled
  /// No token could be had.
  case noToken(TokenFault)
  /// 401: the token is wrong, expired or revoked.
  case unauthorized(String)
  /// 403: the token lacks a permission.
  case forbidden(String)
  /// 403: the organisation wants the token to be authorised for single sign-on; the text says where.
  case singleSignOn(String)
  /// The hour's calls are used up, or for a sweep all but the reserve.
  case primaryLimit(until: Timestamp)
  /// GitHub told us to slow down.
  case secondaryLimit(until: Timestamp)
  /// So many calls wait for their turn that this one would take too long.
  case congested(until: Timestamp)
  /// 404: it does not exist, or the token may not see it.
  case notFound
  /// 405: not possible in this state (a pull request that cannot be merged).
  case notAllowed(String)
  /// 409: it has changed, or is empty.
  case conflict(String)
  /// 410: it was deleted, or the feature is off.
  case gone(String)
  /// 422: a value was refused.
  case unprocessable(String)
  /// 451: not available for legal reasons.
  case legal(String)
  /// Another status that is no success.
  case rejected(status: Int, String)
  /// 5xx: GitHub is out of order.
  case server(status: Int)
  /// A redirect or a next page that is not followed.
  case link(LinkFault)
  /// A success whose body is no JSON, or only the beginning of it.
  case notJSON(String)
  /// JSON, but without the fields that belong there.
  case unexpectedShape(String)
  /// GraphQL answered with errors and without data that can be used.
  case graphQL([GraphQLFault])

  /// Why a link was not followed.
  package enum LinkFault: Sendable, Equatable {
    /// It leads to another host: the token must not go there.
    case elsewhere
    /// It leads nowhere: a redirect without a readable location.
    case missing
    /// It leads back to where we have been.
    case loop
    /// More than five redirects.
    case tooMany
  }
}

extension GitHubError {
  /// Whether the same call may well succeed a little later, without anybody doing anything.
  package var isTransient: Bool {
    switch self {
    case .transport(let failure): failure.isTransient
    case .server: true
    case .cancelled, .noToken, .unauthorized, .forbidden, .singleSignOn, .primaryLimit, .secondaryLimit, .congested,
      .notFound, .notAllowed, .conflict, .gone, .unprocessable, .legal, .rejected, .link, .notJSON, .unexpectedShape,
      .graphQL:
      false
    }
  }

  /// When a limited call may be tried again.
  package var until: Timestamp? {
    switch self {
    case .primaryLimit(let until), .secondaryLimit(let until), .congested(let until): until
    case .transport, .cancelled, .noToken, .unauthorized, .forbidden, .singleSignOn, .notFound, .notAllowed, .conflict,
      .gone, .unprocessable, .legal, .rejected, .server, .link, .notJSON, .unexpectedShape, .graphQL:
      nil
    }
  }
}

extension GitHubError: CustomStringConvertible {
  /// The error as a phrase for people.
  package var description: String { summary }

  /// The error as a phrase for people.
  package var summary: String {
    switch self {
    case .transport(let failure): failure.summary
    case .cancelled: "cancelled"
    case .noToken(let fault): "no token: \(fault)"
    case .unauthorized(let text): Self.phrase("GitHub refuses the token", text)
    case .forbidden(let text): Self.phrase("the token lacks a permission", text)
    case .singleSignOn: "the token is not authorised for the organisation's single sign-on"
    case .primaryLimit: "GitHub's hourly limit is used up"
    case .secondaryLimit: "GitHub asked to slow down"
    case .congested: "it waits its turn at GitHub: too much is asked at once"
    case .notFound: "not found, or not visible to the token"
    case .notAllowed(let text): Self.phrase("not possible in this state", text)
    case .conflict(let text): Self.phrase("conflict", text)
    case .gone(let text): Self.phrase("deleted or switched off", text)
    case .unprocessable(let text): Self.phrase("refused value", text)
    case .legal(let text): Self.phrase("not available for legal reasons", text)
    case .rejected(let status, let text): Self.phrase("status \(status)", text)
    case .server(let status): "GitHub is out of order (status \(status))"
    case .link(let fault): fault.summary
    case .notJSON: "GitHub's answer is no JSON"
    case .unexpectedShape(let place): Self.phrase("GitHub's answer has an unexpected shape", place)
    case .graphQL(let faults): Self.phrase("GraphQL error", faults.first?.message ?? "")
    }
  }

  private static func phrase(_ what: String, _ detail: String) -> String {
    detail.isEmpty ? what : "\(what): \(detail)"
  }
}

extension GitHubError.LinkFault {
  fileprivate var summary: String {
    switch self {
    case .elsewhere: "a link leads to another host and was not followed"
    case .missing: "a redirect without a location"
    case .loop: "the pages lead in a circle"
    case .tooMany: "too many redirects"
    }
  }
}
