/// Why a request changed or found nothing; the cases are GitHub's answers.
package enum APIRefusal: Error, Sendable, Equatable {
  /// 404: there is no such thing, or it may not be seen.
  case notFound
  /// 410: there was such a thing.
  case gone(String)
  /// 301: it is elsewhere now.
  case moved(to: String)
  /// 400: the request cannot be understood.
  case malformed(String)
  /// 403: the actor may not do that.
  case forbidden(String)
  /// 405: it cannot be done as things stand, such as a merge with failing checks.
  case notAllowed(String)
  /// 409: the state moved, such as a merge with another head.
  case conflict(String)
  /// 422: the request can be understood but makes no sense.
  case unprocessable(String)
}
