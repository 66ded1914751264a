extension HTTPClient {
  /// Why there is no answer. The texts are libcurl's, for people; nothing branches on them.
  package enum Failure: Error, Sendable, Equatable {
    /// The request cannot be sent as it is: nothing was.
    case invalidRequest(RequestFault)
    /// The host's name has no address.
    case cannotResolve(String)
    /// No connection: refused, unreachable, or closed while it was being made.
    case connectionFailed(String)
    /// The TLS handshake failed or the certificate is not trusted.
    case tls(String)
    /// The request's time was over, or the transfer stalled.
    case timedOut
    /// The answer is larger than the request allows, after decompression; or its header is.
    case responseTooLarge(limit: Int)
    /// The connection ended in the middle: before the answer, or before its end.
    case interrupted(String)
    /// What came is no HTTP.
    case malformedResponse(String)
    /// The task was cancelled.
    case cancelled
    /// The client was closed.
    case closed
    /// Anything else, with libcurl's code.
    case other(code: Int, String)
  }

  /// What is wrong with a request.
  package enum RequestFault: Sendable, Equatable {
    /// Not an absolute `http` or `https` URL.
    case url
    /// This header's name or value has a character that would end it (a line end, for instance).
    case header(String)
  }
}

extension HTTPClient.Failure {
  /// Whether the same request may well succeed a little later.
  package var isTransient: Bool {
    switch self {
    case .cannotResolve, .connectionFailed, .timedOut, .interrupted, .other: true
    case .invalidRequest, .tls, .responseTooLarge, .malformedResponse, .cancelled, .closed: false
    }
  }
}

extension HTTPClient.Failure {
  /// The failure as a phrase for people.
  package var summary: String {
    switch self {
    case .invalidRequest: "the request cannot be sent"
    case .cannotResolve(let text): text
    case .connectionFailed(let text): text
    case .tls(let text): "TLS failed: \(text)"
    case .timedOut: "no answer in time"
    case .responseTooLarge(let limit): "the answer has more than \(limit) bytes"
    case .interrupted(let text): text
    case .malformedResponse(let text): text
    case .cancelled: "cancelled"
    case .closed: "the client was closed"
    case .other(_, let text): text
    }
  }
}
