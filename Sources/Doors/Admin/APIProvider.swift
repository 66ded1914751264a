/// Answers what is asked under `/api/v1`, from the same code as the commands' `--json`.
package protocol APIProvider: Sendable {
  /// Answers one question.
  ///
  /// - Parameters:
  ///   - path: the parts behind `/api/v1/`, unescaped; `["missions", "6f1c"]`.
  ///   - query: the query's fields, unescaped; each came once.
  ///   - lastEventID: `Last-Event-ID`, for a stream that goes on where it was cut off.
  func answer(path: [String], query: [String: String], lastEventID: String?) async -> APIAnswer
}
