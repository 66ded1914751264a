import GitHub
import MissionCore

extension SandboxCore {
  /// The answer to a request: who calls, may they, which endpoint, what does it say, in which pages, is it news.
  mutating func answer(_ request: APIRequest, at now: Timestamp) -> APIResponse {
    let segments = resolve(request.segments)
    if segments.first == "_sandbox" {
      let (_, answer) = serve(request, segments, at: now)
      return render(answer, request)
    }
    guard isAdmitted(request, segments, at: now) else {
      counts.count("refused", status: 401)
      return render(.message(401, "Bad credentials"), request)
    }
    guard let agent = request.header("User-Agent"), !agent.isEmpty else {
      counts.count("refused", status: 403)
      return render(
        .message(
          403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."),
        request)
    }
    let resource: RateLimits.Resource = segments == ["graphql"] ? .graphql : .core
    let isFree = segments == ["rate_limit"]
    if resource == .core, !isFree, limits.budget(.core, at: now).remaining == 0 {
      counts.count("refused", status: 403)
      var response = render(.message(403, "API rate limit exceeded for user ID 1."), request)
      response.headers += rateHeaders(.core, at: now)
      return response
    }
    let (endpoint, answer) = serve(request, segments, at: now)
    var response = render(answer, request)
    // An answer that is known already costs nothing (docs.github.com, "Use conditional requests if appropriate").
    if resource == .core, !isFree, response.status != 304 { limits.spend(1, of: .core, at: now) }
    response.headers += rateHeaders(resource, at: now)
    counts.count(endpoint, status: response.status)
    return response
  }

  /// Turns `/repositories/{id}/…`, where redirects lead, into the repository's path of today.
  private func resolve(_ segments: [String]) -> [String] {
    guard segments.count >= 2, segments[0] == "repositories", let id = Int(segments[1]),
      let repository = state.repositories[id]
    else { return segments }
    return ["repos", repository.name.owner, repository.name.name] + segments.dropFirst(2)
  }

  /// Where there is an App and no token, whoever shows none is one of the people, who are not asked for any.
  private func isAdmitted(_ request: APIRequest, _ segments: [String], at now: Timestamp) -> Bool {
    let words = (request.header("Authorization") ?? "").split(separator: " ", maxSplits: 1)
    let isToken = words.count == 2 && ["bearer", "token"].contains(words[0].lowercased())
    let given = isToken ? String(words[1]) : nil
    if let app, AppEndpoints.areOwn(segments) { return given.map { app.admits(assertion: $0, at: now) } ?? false }
    if let app, let given, app.admits(token: given, at: now) { return true }
    guard let token else { return app == nil || given == nil }
    return given.flatMap { try? Secret($0) } == token
  }

  private mutating func serve(
    _ request: APIRequest, _ segments: [String], at now: Timestamp
  ) -> (endpoint: String, Answer) {
    let method = request.method == "HEAD" ? "GET" : request.method
    for route in Self.routes where route.method == method {
      guard let path = route.match(segments) else { continue }
      return ("\(route.method) \(route.pattern)", perform(route, request, path, at: now))
    }
    return ("unknown", .refusal(.notFound))
  }

  private mutating func perform(
    _ route: Route, _ request: APIRequest, _ path: [String: String], at now: Timestamp
  ) -> Answer {
    var body: JSONValue = [:]
    if !request.body.isEmpty {
      guard let parsed = try? JSONReader.read(request.body) else { return .message(400, "Problems parsing JSON") }
      guard parsed.isObject || route.method == "PUT" || route.method == "POST" else {
        return .message(400, "Body should be a JSON object")
      }
      body = parsed
    }
    let call = Call(
      request: request, path: path, query: request.parameters, body: body, act: act(of: request, path, at: now))
    do {
      return try route.action(&self, call)
    } catch {
      return .refusal(error)
    }
  }

  /// Who calls: the login a header names, else the owner of the repository.
  private func act(of request: APIRequest, _ path: [String: String], at now: Timestamp) -> Act {
    if let actor = request.header("X-Sandbox-Actor"), !actor.isEmpty { return Act(by: actor, at: now) }
    let first = state.repositories.values.min { $0.id < $1.id }?.name.owner
    return Act(by: path["owner"] ?? first ?? "octocat", at: now)
  }

  /// The API's base under the name the caller knows it by: clients follow addresses only to the host they asked.
  private func base(of request: APIRequest) -> String {
    request.header("Host").map { "http://\($0)\(prefix)" } ?? state.links.api
  }

  private func render(_ answer: Answer, _ request: APIRequest) -> APIResponse {
    var headers = answer.headers.map { name, value in
      (name: name, value: value.replacing("\(state.links.api)/", with: "\(base(of: request))/"))
    }
    headers += [("X-GitHub-Media-Type", "github.v3; format=json")]
    let document: JSONValue
    switch answer.content {
    case .nothing: return APIResponse(status: answer.status, headers: headers, body: [])
    case .text(let text):
      headers.append(("Content-Type", "text/plain; charset=utf-8"))
      return APIResponse(status: answer.status, headers: headers, body: Array(text.utf8))
    case .document(let whole): document = whole
    case .list(let items, let wrap):
      let query = request.parameters
      let page = Page(query)
      document = wrap(.array(page.cut(items)))
      if let link = page.link(count: items.count, url: base(of: request) + request.path, query: query) {
        headers.append(("Link", link))
      }
    }
    headers.append(("Content-Type", "application/json; charset=utf-8"))
    let bytes = document.bytes
    guard answer.status == 200, request.method == "GET" || request.method == "HEAD" else {
      return APIResponse(status: answer.status, headers: headers, body: bytes)
    }
    // GitHub's ETags differ from token to token, even for the same content.
    let digest = BodyDigest(of: bytes + Array((request.header("Authorization") ?? "").utf8))
    let etag = "W/\"\(digest)\""
    headers += [("ETag", etag), ("Cache-Control", "private, max-age=60, s-maxage=60")]
    guard request.header("If-None-Match") == etag else {
      return APIResponse(status: 200, headers: headers, body: bytes)
    }
    return APIResponse(status: 304, headers: headers.filter { $0.name != "Content-Type" }, body: [])
  }

  private mutating func rateHeaders(
    _ resource: RateLimits.Resource, at now: Timestamp
  ) -> [(name: String, value: String)] {
    let budget = limits.budget(resource, at: now)
    return [
      ("x-ratelimit-limit", String(budget.limit)), ("x-ratelimit-remaining", String(budget.remaining)),
      ("x-ratelimit-used", String(budget.used)), ("x-ratelimit-reset", String(budget.resetsAt.epochSeconds)),
      ("x-ratelimit-resource", resource.rawValue),
    ]
  }
}
