package import GitHub
package import HTTP

/// The admin listener's door: health, readiness, metrics and the API. It reads only; nothing can be changed through it.
package struct AdminDoor: RequestHandler {
  private let token: Secret?
  private let metrics: Metrics
  private let api: any APIProvider
  private let readiness: @Sendable () async -> Readiness
  private let refresh: @Sendable (Metrics) async -> Void

  /// A door for operators and their tools.
  ///
  /// - Parameters:
  ///   - token: what must come as `Authorization: Bearer …`, for everything; nil lets everybody in.
  ///   - metrics: what `/metrics` shows.
  ///   - api: answers `/api/v1/…`.
  ///   - readiness: looks whether the service can work; asked at every `/readyz`.
  ///   - refresh: brings those metrics up to date that are looked up rather than counted; asked at every `/metrics`.
  package init(
    token: Secret?, metrics: Metrics, api: any APIProvider, readiness: @escaping @Sendable () async -> Readiness,
    refresh: @escaping @Sendable (Metrics) async -> Void = { _ in }
  ) {
    self.token = token
    self.metrics = metrics
    self.api = api
    self.readiness = readiness
    self.refresh = refresh
  }

  /// Turns a request away, or answers it: from the store, in a task of its own.
  package func receive(_ head: RequestHead) -> Admission {
    guard isAllowed(head) else {
      let failure = #"{"error":{"code":"unauthorized","message":"a bearer token is needed","hint":""}}"#
      return .answer(.json(401, failure, headers: [("WWW-Authenticate", #"Bearer realm="signalbox""#)]))
    }
    let target: AdminTarget
    do throws(APIFailure) {
      target = try AdminTarget(path: head.path, query: head.query)
    } catch {
      return .answer(Self.response(error))
    }
    guard head.method == "GET" || head.method == "HEAD" else {
      let failure = #"{"error":{"code":"method","message":"only GET and HEAD are accepted here","hint":""}}"#
      return .answer(.json(405, failure, headers: [("Allow", "GET, HEAD")]))
    }
    switch target {
    case .index: return .answer(.text(200, Self.index))
    case .health: return .answer(.json(200, #"{"status":"ok"}"#))
    case .readiness:
      return later { reply in
        let readiness = await readiness()
        reply.send(.json(readiness.isReady ? 200 : 503, readiness.json, headers: [Self.uncached]))
      }
    case .metrics:
      return later { reply in
        await refresh(metrics)
        reply.send(
          Response(
            status: 200, headers: [("Content-Type", MetricsPage.contentType), Self.uncached],
            body: Array(metrics.page().utf8)))
      }
    case .api(let path, let query):
      let lastEventID = head.values(of: "last-event-id").first
      let hasBody = head.method == "GET"
      return later { reply in
        await answer(path: path, query: query, lastEventID: lastEventID, hasBody: hasBody, reply)
      }
    }
  }

  private static let index =
    "signalbox: /healthz /readyz /metrics /api/v1/missions /api/v1/tasks /api/v1/agents /api/v1/deliveries\n"

  private static let uncached = (name: "Cache-Control", value: "no-store")

  /// Exactly one header, the scheme in any case, the token compared in constant time.
  private func isAllowed(_ head: RequestHead) -> Bool {
    guard let token else { return true }
    let values = head.values(of: "authorization")
    guard values.count == 1, let value = values.first else { return false }
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", let offered = try? Secret(parts[1]) else { return false }
    return offered == token
  }

  private func answer(
    path: [String], query: [String: String], lastEventID: String?, hasBody: Bool, _ reply: Reply
  ) async {
    switch await api.answer(path: path, query: query, lastEventID: lastEventID) {
    case .document(let body):
      reply.send(Response(status: 200, headers: [("Content-Type", "application/json"), Self.uncached], body: body))
    case .failure(let failure):
      reply.send(Self.response(failure))
    case .stream(let contentType, _) where !hasBody:
      // A stream has no end that `HEAD` could wait for.
      reply.send(Response(status: 200, headers: [("Content-Type", contentType), Self.uncached]))
    case .stream(let contentType, let write):
      let stream = reply.stream(headers: [("Content-Type", contentType), Self.uncached])
      await write(stream)
      stream.finish()
    }
  }

  /// The server's thread must not wait: the work goes to a task, and its reply comes from there.
  private func later(_ work: @escaping @Sendable (Reply) async -> Void) -> Admission {
    .read(limit: 0, into: LateReader(work))
  }

  private static func response(_ failure: APIFailure) -> Response { .json(failure.status, failure.json) }
}
