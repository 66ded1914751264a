import HTTP
import System

/// What of the admin listener is asked for.
enum AdminTarget: Equatable {
  case index
  case health
  case readiness
  case metrics
  case api(path: [String], query: [String: String])

  /// Reads a request's path and query.
  init(path: String, query: String?) throws(APIFailure) {
    switch path {
    case "/": self = .index
    case "/healthz": self = .health
    case "/readyz": self = .readiness
    case "/metrics": self = .metrics
    default:
      guard path.hasPrefix(Self.apiPrefix) else { throw Self.notFound }
      self = .api(path: try Self.parts(path.dropFirst(Self.apiPrefix.count)), query: try Self.fields(query ?? ""))
    }
  }

  private static let apiPrefix = "/api/v1/"

  private static let notFound = APIFailure(
    .notFound, code: "not_found", message: "there is nothing here", hint: "GET / lists what there is")

  private static func parts(_ path: Substring) throws(APIFailure) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      guard !part.isEmpty else { throw notFound }
      parts.append(try unescaped(part, plusIsSpace: false))
    }
    return parts
  }

  private static func fields(_ query: String) throws(APIFailure) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in query.split(separator: "&") {
      let equals = pair.firstIndex(of: "=") ?? pair.endIndex
      let name = try unescaped(pair[..<equals], plusIsSpace: true)
      let value = try unescaped(pair[equals...].dropFirst(), plusIsSpace: true)
      guard fields.updateValue(value, forKey: name) == nil else {
        throw APIFailure(.badRequest, code: "query", message: "a field of the query came more than once")
      }
    }
    return fields
  }

  private static func unescaped(_ text: Substring, plusIsSpace: Bool) throws(APIFailure) -> String {
    guard let text = PercentEncoding.decode(text, plusIsSpace: plusIsSpace) else { throw malformed }
    return text
  }

  private static let malformed = APIFailure(
    .badRequest, code: "escape", message: "the address has a broken percent escape or is not UTF-8")
}
