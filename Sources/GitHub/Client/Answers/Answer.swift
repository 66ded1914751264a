package import FoundationEssentials
package import MissionCore

/// A success, undecoded.
package struct Answer: Sendable {
  /// 200 to 299.
  package let status: Int
  /// Whatever came with it; the ones that matter are read below.
  package let headers: HTTPClient.Headers
  /// The body; empty for a 204.
  package let body: Data
  /// The ETag, if there is one.
  package let etag: String?
  /// The next page, if there is one.
  package let link: LinkHeader
  /// GitHub's clock when it answered.
  package let serverTime: Timestamp?

  /// Reads the body as JSON of this shape.
  package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws(GitHubError) -> Value {
    do {
      return try BoundedJSON.decode(type, from: body)
    } catch {
      throw Self.fault(error)
    }
  }

  /// Says where the body and the shape differ, without quoting the body.
  private static func fault(_ error: any Error) -> GitHubError {
    switch error {
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
      .notJSON(ErrorBody.shortened(context.debugDescription))
    case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context):
      .unexpectedShape(path(context.codingPath))
    case DecodingError.keyNotFound(let key, let context):
      .unexpectedShape(path(context.codingPath + [key]))
    default:
      .notJSON("cannot be read")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    ErrorBody.shortened(keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "."))
  }
}
