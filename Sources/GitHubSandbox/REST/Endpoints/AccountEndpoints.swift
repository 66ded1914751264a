import MissionCore

/// `GET /user`, `/users/{username}`, `/rate_limit`, `/meta` and the root.
enum AccountEndpoints {
  static let routes = [
    Route("GET", "/", root), Route("GET", "/user", me), Route("GET", "/users/{username}", user),
    Route("GET", "/rate_limit", rateLimit), Route("GET", "/meta", meta),
  ]

  private static func root(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document([
      "current_user_url": "\(core.state.links.api)/user",
      "repository_url": "\(core.state.links.api)/repos/{owner}/{repo}",
      "rate_limit_url": "\(core.state.links.api)/rate_limit",
    ])
  }

  private static func me(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(core.state.shape(core.state.account(named: call.act.actor)))
  }

  private static func user(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let account = core.state.knownAccount(try call.text("username"))
    guard account.id != 0 else { throw .notFound }
    return .document(core.state.shape(account))
  }

  private static func rateLimit(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    var resources: JSONValue = [:]
    for resource in RateLimits.Resource.allCases {
      let budget = core.limits.budget(resource, at: call.act.now)
      resources = resources.adding(
        .object([
          .init(
            name: resource.rawValue,
            value: [
              "limit": .integer(budget.limit), "used": .integer(budget.used), "remaining": .integer(budget.remaining),
              "reset": .integer(budget.resetsAt.epochSeconds),
            ])
        ]))
    }
    return .document(["resources": resources, "rate": resources["core"]])
  }

  private static func meta(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document([
      "verifiable_password_authentication": false, "hooks": ["127.0.0.0/8", "::1/128"], "api": ["127.0.0.0/8"],
    ])
  }
}
