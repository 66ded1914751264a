import GitHubSandbox
import MissionCore
import TestSupport
import Testing

/// Something GitHub may answer instead of what was asked for.
struct BadAnswer: Sendable, CustomTestStringConvertible {
  let name: String
  /// What the sandbox is told, as the body of `POST /_sandbox/faults`, at this time.
  let faults: @Sendable (Timestamp) -> JSONValue
  /// Whether GitHub still tells enough to look at pull requests.
  var isHarmless = false
  /// How long GitHub is waited for meanwhile, in real time; nil for as long as usual.
  var patience: Duration?

  var testDescription: String { name }

  /// Everything goes back to normal.
  static let none: JSONValue = ["fail": [], "mergeable_null": false]

  static let all: [BadAnswer] = [
    status("401: the token expired", 401, #"{"message":"Bad credentials"}"#),
    status("403: a permission is missing", 403, #"{"message":"Resource not accessible by integration"}"#),
    status(
      "403: single sign-on", 403, #"{"message":"Resource protected by organization SAML enforcement."}"#,
      ["X-GitHub-SSO": "required; url=https://github.com/orgs/acme/sso"]),
    BadAnswer(name: "403: the hour's calls are used up") { now in
      fail(403, #"{"message":"API rate limit exceeded"}"#, limit(reset: now.adding(seconds: 240)))
    },
    BadAnswer(name: "403: used up, with a reset in the past") { now in
      fail(403, #"{"message":"API rate limit exceeded"}"#, limit(reset: now.adding(seconds: -500)))
    },
    status("403: secondary limit without a time", 403, #"{"message":"You have exceeded a secondary rate limit."}"#),
    status(
      "429: Retry-After in seconds", 429, #"{"message":"Too many requests"}"#, ["Retry-After": "120"]),
    status(
      "429: Retry-After as a date that is over", 429, #"{"message":"Too many requests"}"#,
      ["Retry-After": "Fri, 20 Nov 2026 11:00:00 GMT"]),
    status(
      "403: Retry-After as a date", 403, #"{"message":"You have exceeded a secondary rate limit."}"#,
      ["Retry-After": "Fri, 20 Nov 2026 12:30:00 GMT"]),
    status("429: Retry-After that is no time", 429, "{}", ["Retry-After": "soon"]),
    status("304 that nobody asked for", 304, ""),
    status("404 on the query interface", 404, #"{"message":"Not Found"}"#, path: "/graphql"),
    status("409", 409, #"{"message":"Git Repository is empty."}"#),
    status("410 on the query interface", 410, #"{"message":"Gone"}"#, path: "/graphql"),
    status("422", 422, #"{"message":"Validation Failed"}"#),
    status("451", 451, #"{"message":"Repository access blocked"}"#),
    status("500 with HTML", 500, "<html><h1>Unicorn!</h1></html>"),
    status("502", 502, "<html>Bad Gateway</html>"),
    status("503", 503, ""),
    status("504", 504, ""),
    BadAnswer(name: "200 with HTML") { _ in ["fail": [["kind": "garbage", "count": 100_000, "path": "/"]]] },
    BadAnswer(name: "truncated JSON") { _ in ["fail": [["kind": "truncated", "count": 100_000, "path": "/"]]] },
    BadAnswer(
      name: "no answer at all", faults: { _ in ["fail": [["kind": "never", "count": 100_000, "path": "/"]]] },
      patience: .seconds(1)),
    BadAnswer(
      name: "an answer after nobody waits for it any more",
      faults: { _ in ["fail": [["kind": "slow", "milliseconds": 2_000, "count": 100_000, "path": "/"]]] },
      patience: .seconds(1)),
    BadAnswer(
      name: "a slow answer that is waited for",
      faults: { _ in ["fail": [["kind": "slow", "milliseconds": 20, "count": 100_000, "path": "/"]]] },
      isHarmless: true),
    status("an empty object", 200, "{}"),
    status("null", 200, "null"),
    status("an array", 200, "[]", path: "/graphql"),
    status(
      "GraphQL: RATE_LIMITED", 200, #"{"errors":[{"type":"RATE_LIMITED","message":"used up"}]}"#, path: "/graphql"),
    status(
      "GraphQL: errors without data", 200, #"{"data":null,"errors":[{"message":"Something went wrong"}]}"#,
      path: "/graphql"),
    status(
      "GraphQL: a part is missing", 200,
      #"{"data":{"p0":null},"errors":[{"type":"SERVICE_UNAVAILABLE","path":["p0","pullRequest"],"message":"later"}]}"#,
      path: "/graphql"),
    status("GraphQL: nothing, and no reason", 200, #"{"data":{"p0":{"pullRequest":null}}}"#, path: "/graphql"),
    status(
      "a list whose next page is itself", 200, "[]",
      ["Link": #"<https://api.github.com/repos/acme/shop/pulls?page=1>; rel="next""#], path: "/repos/acme/shop/pulls",
      isHarmless: true),
    status("a redirect to another host", 301, "", ["Location": "https://evil.example/"]),
    status("a redirect that leads nowhere", 302, ""),
    BadAnswer(name: "mergeability is never computed", faults: { _ in ["mergeable_null": true] }, isHarmless: true),
  ]

  private static func status(
    _ name: String, _ status: Int, _ body: String, _ headers: [String: String] = [:], path: String = "/",
    isHarmless: Bool = false
  ) -> BadAnswer {
    BadAnswer(name: name, faults: { _ in fail(status, body, headers, path: path) }, isHarmless: isHarmless)
  }

  private static func fail(
    _ status: Int, _ body: String, _ headers: [String: String] = [:], path: String = "/"
  ) -> JSONValue {
    let headers = JSONValue.object(headers.map { .init(name: $0.key, value: .string($0.value)) })
    return [
      "fail": [
        [
          "kind": "status", "status": .integer(status), "count": 100_000, "path": .string(path),
          "body": .string(body), "headers": headers,
        ]
      ]
    ]
  }

  private static func limit(reset: Timestamp) -> [String: String] {
    [
      "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "0", "x-ratelimit-used": "5000",
      "x-ratelimit-reset": "\(reset.milliseconds / 1000)", "x-ratelimit-resource": "graphql",
    ]
  }
}
