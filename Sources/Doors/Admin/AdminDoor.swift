package import GitHub
package import HTTP
import System

/// The admin listener's door: health, readiness, metrics and the API, which read only, and what agents elsewhere say
/// with tokens of their own.
package struct AdminDoor: RequestHandler {
  /// How many connections the listener bears: what is sent over all of them at once stays small.
  package static let maximumConnections = 256

  private let token: Secret?
  private let hosts: OwnHosts
  private let metrics: Metrics
  private let api: any APIProvider
  private let readiness: @Sendable () async -> Readiness
  private let refresh: @Sendable (Metrics) async -> Void
  private let agents: (any AgentProvider)?
  private let answers = SharedAnswers<Response>()
  /// Each connection asks one thing at a time.
  private let background = BackgroundWork(bound: AdminDoor.maximumConnections)

  /// A door for operators and their tools.
  ///
  /// - Parameters:
  ///   - token: what must come as `Authorization: Bearer …`, for all but health and readiness; nil lets everybody in.
  ///   - hosts: the names under which it may be asked.
  ///   - metrics: what `/metrics` shows.
  ///   - api: answers `/api/v1/…`.
  ///   - agents: answers agents that come with a token of their own; nil where none may.
  ///   - readiness: looks whether the service can work; asked at every `/readyz`.
  ///   - refresh: brings those metrics up to date that are looked up rather than counted; asked at every `/metrics`.
  package init(
    token: Secret?, hosts: OwnHosts = OwnHosts(), metrics: Metrics, api: any APIProvider,
    agents: (any AgentProvider)? = nil, readiness: @escaping @Sendable () async -> Readiness,
    refresh: @escaping @Sendable (Metrics) async -> Void = { _ in }
  ) {
    self.token = token
    self.hosts = hosts
    self.metrics = metrics
    self.api = api
    self.agents = agents
    self.readiness = readiness
    self.refresh = refresh
  }

  /// Makes the answers that come from the store, until cancelled. It runs as long as requests are let in.
  package func run() async { await background.run() }

  /// Turns a request away, or answers it: from the store, beside the server's thread.
  package func receive(_ head: RequestHead) -> Admission {
    if let refusal = hosts.refusal(of: head) { return .answer(refusal.forOwnPages) }
    switch admission(of: head) {
    case .answer(let response): return .answer(response.forOwnPages)
    case .read(let limit, let reader): return .read(limit: limit, into: reader)
    }
  }

  private func admission(of head: RequestHead) -> Admission {
    if let agents, let token = agentToken(of: head) { return admission(of: head, for: token, agents) }
    let isAllowed = isAllowed(head)
    // Whoever watches the process needs no secret to learn that it lives.
    guard isAllowed || ["/healthz", "/readyz"].contains(head.path) else {
      let failure = #"{"error":{"code":"unauthorized","message":"a bearer token is needed","hint":""}}"#
      return .answer(.json(401, failure, headers: [("WWW-Authenticate", #"Bearer realm="signalbox""#)]))
    }
    let target: AdminTarget
    do throws(APIFailure) {
      target = try AdminTarget(path: head.path, query: head.query)
    } catch {
      return .answer(Self.response(error))
    }
    if agents != nil, case .api(let path, _) = target, AgentRoute(path) != nil {
      let failure =
        #"{"error":{"code":"unauthorized","message":"only an agent's token opens this","#
        + #""hint":"'signalbox agent register NAME --token' makes one"}}"#
      return .answer(.json(401, failure, headers: [("WWW-Authenticate", #"Bearer realm="signalbox""#)]))
    }
    guard head.method == "GET" || head.method == "HEAD" else {
      return .answer(Self.wrongMethod("GET and HEAD are", allow: "GET, HEAD"))
    }
    switch target {
    case .index: return .answer(.text(200, Self.index))
    case .health: return .answer(.json(200, #"{"status":"ok"}"#))
    case .readiness:
      return later { reply in
        await send(reply, to: isAllowed ? "/readyz" : "/readyz without details") {
          let readiness = await readiness()
          let json = isAllowed ? readiness.json : #"{"ready":\#(readiness.isReady)}"#
          return .json(readiness.isReady ? 200 : 503, json, headers: [Self.uncached])
        }
      }
    case .metrics:
      return later { reply in
        await send(reply, to: "/metrics") {
          await refresh(metrics)
          return Response(
            status: 200, headers: [("Content-Type", MetricsPage.contentType), Self.uncached],
            body: Array(metrics.page().utf8))
        }
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

  // MARK: - Agents elsewhere

  /// What every agent's token begins with.
  package static let agentTokenPrefix = "sba_"
  /// Most bytes of a report.
  private static let reportLimit: UInt64 = 256 << 10
  /// The longest wait for a task, in seconds: an answer must come within the listener's deadline.
  private static let longestWait = 25

  /// The token of an agent, if the request comes with one.
  private func agentToken(of head: RequestHead) -> Secret? {
    let values = head.values(of: "authorization")
    guard values.count == 1, let parts = values.first?.split(separator: " ", maxSplits: 1), parts.count == 2,
      parts[0].lowercased() == "bearer", parts[1].hasPrefix(Self.agentTokenPrefix)
    else { return nil }
    return try? Secret(parts[1])
  }

  private func admission(of head: RequestHead, for token: Secret, _ agents: any AgentProvider) -> Admission {
    let target: AdminTarget
    do throws(APIFailure) {
      target = try AdminTarget(path: head.path, query: head.query)
    } catch {
      return .answer(Self.response(error))
    }
    guard case .api(let path, let query) = target else { return .answer(Self.response(Self.notForAgents)) }
    @Sendable func respond(to request: AgentRequest, _ reply: Responder) async {
      let answer = await agents.answer(request, token: token)
      reply.send(
        Response(
          status: answer.status, headers: [("Content-Type", "application/json"), Self.uncached], body: answer.json
        ).forOwnPages)
    }
    guard let route = AgentRoute(path) else { return .answer(Self.response(Self.notForAgents)) }
    guard head.method == route.method else {
      return .answer(Self.wrongMethod("\(route.method) is", allow: route.method))
    }
    switch route {
    case .next(let agent):
      let wait = query["wait"].map { Int($0) ?? -1 } ?? 0
      guard wait >= 0 else {
        return .answer(
          Self.response(APIFailure(.badRequest, code: "wait", message: "wait is no number of seconds", hint: "wait=20"))
        )
      }
      return later { await respond(to: .next(agent: agent, waitSeconds: min(wait, Self.longestWait)), $0) }
    case .report(let task, let report):
      return .read(
        limit: Self.reportLimit,
        into: reader { body, answer in
          let request: AgentRequest =
            switch report {
            case .done: .done(task: task, body: body)
            case .fail: .fail(task: task, body: body)
            case .heartbeat: .heartbeat(task: task, body: body)
            }
          await respond(to: request, answer)
        })
    case .verdict(let assertion):
      return .read(
        limit: Self.reportLimit,
        into: reader { body, answer in
          await respond(to: .verdict(assertion: assertion, body: body), answer)
        })
    }
  }

  private static func wrongMethod(_ words: String, allow: String) -> Response {
    let failure = #"{"error":{"code":"method","message":"only \#(words) accepted here","hint":""}}"#
    return .json(405, failure, headers: [("Allow", allow)])
  }

  private static let notForAgents = APIFailure(
    .notFound, code: "not_found", message: "an agent's token opens its own tasks only",
    hint: "GET /api/v1/agents/NAME/next?wait=20, POST /api/v1/tasks/ID/done|fail|heartbeat, POST /api/v1/assertions/ID")

  private func answer(
    path: [String], query: [String: String], lastEventID: String?, hasBody: Bool, _ reply: Responder
  ) async {
    if path == ["events"] { return await stream(path, query, lastEventID, hasBody: hasBody, reply) }
    let fields = query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    await send(reply, to: "\(path) \(fields)") {
      switch await api.answer(path: path, query: query, lastEventID: nil) {
      case .document(let body):
        var response = Response(status: 200, headers: [("Content-Type", "application/json"), Self.uncached])
        response.shared = SharedBody(body)
        return response
      case .failure(let failure): return Self.response(failure)
      case .stream: preconditionFailure("Invalid state: only events are streamed")
      }
    }
  }

  private func stream(
    _ path: [String], _ query: [String: String], _ lastEventID: String?, hasBody: Bool, _ reply: Responder
  ) async {
    switch await api.answer(path: path, query: query, lastEventID: lastEventID) {
    case .document(let body):
      reply.send(
        Response(status: 200, headers: [("Content-Type", "application/json"), Self.uncached], body: body).forOwnPages)
    case .failure(let failure):
      reply.send(Self.response(failure).forOwnPages)
    case .stream(let contentType, _) where !hasBody:
      // A stream has no end that `HEAD` could wait for.
      reply.send(Response(status: 200, headers: [("Content-Type", contentType), Self.uncached]).forOwnPages)
    case .stream(let contentType, let write):
      let head = Response(status: 200, headers: [("Content-Type", contentType), Self.uncached]).forOwnPages
      let stream = reply.stream(headers: head.headers)
      await write(stream)
      stream.finish()
    }
  }

  private static let tooMany = APIFailure(
    .unavailable, code: "busy", message: "too many questions wait", hint: "ask again in a moment")

  /// Sends what is made, shared with whoever asks the same at the same time.
  private func send(_ reply: Responder, to question: String, _ make: @Sendable () async -> Response) async {
    let response = await answers.answer(to: question, make) ?? Self.response(Self.tooMany)
    reply.send(response.forOwnPages)
  }

  /// The server's thread must not wait: the work runs beside it, and its reply comes from there.
  private func later(_ work: @escaping @Sendable (Responder) async -> Void) -> Admission {
    .read(limit: 0, into: reader { _, reply in await work(reply) })
  }

  private func reader(_ work: @escaping DeferredReader.Work) -> DeferredReader {
    DeferredReader(background, orElse: Self.response(Self.tooMany).forOwnPages, work)
  }

  private static func response(_ failure: APIFailure) -> Response { .json(failure.status, failure.json) }
}

extension Response {
  /// The answer with what keeps pages of other origins from using it, and browsers from guessing its type.
  fileprivate var forOwnPages: Response {
    var response = self
    response.headers += [("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin")]
    return response
  }
}
