import FoundationEssentials
import GitHub
import MissionCore
import Synchronization

@testable import GitHubSandbox

/// Lets Signalbox's own readers ask a sandbox, without sockets between them.
final class CoreSource: GitHubSource {
  let api: Mutex<FurnishedCore>

  init(_ api: FurnishedCore) { self.api = Mutex(api) }

  func answer(to query: GraphQLQuery) async throws(SourceFailure) -> Data {
    guard let body = try? JSONEncoder().encode(query), let json = try? JSONReader.read(Array(body)) else {
      throw .unavailable("the query cannot be written", retryAt: nil)
    }
    return Data(api.withLock { $0.send("POST", "/graphql", json).body })
  }

  func resource(
    _ path: String, query: [String: String], etag: String?
  ) async throws(SourceFailure) -> ResourceAnswer {
    let target = query.isEmpty ? path : "\(path)?\(Page.text(of: query))"
    let headers = etag.map { [(name: "If-None-Match", value: $0)] } ?? []
    let response = api.withLock { api in
      let response = api.send("GET", target, headers: headers)
      guard response.status == 301, let place = response.header("Location") else { return response }
      return api.send("GET", String(place.dropFirst("http://127.0.0.1:9".count)), headers: headers)
    }
    switch response.status {
    case 200: return .fresh(body: Data(response.body), etag: response.header("ETag"))
    case 304: return .unchanged
    case 404, 422: throw .notFound
    case 410: throw .gone
    default: throw .unavailable("status \(response.status)", retryAt: nil)
    }
  }
}
