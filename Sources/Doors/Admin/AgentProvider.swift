package import GitHub

/// What an agent elsewhere asks for or says, over HTTP.
package enum AgentRequest: Sendable, Equatable {
  /// Its next task; waits for one for so long, in seconds.
  case next(agent: String, waitSeconds: Int)
  /// It did a task; the body is its report.
  case done(task: String, body: [UInt8])
  /// It cannot do a task; the body says why.
  case fail(task: String, body: [UInt8])
  /// It still works on a task; the body may hold its claim.
  case heartbeat(task: String, body: [UInt8])
  /// It gives a verdict on an assertion of the milestone that it validates; the body says which.
  case verdict(assertion: String, body: [UInt8])
}

/// Answers agents that come with a token of their own. A token acts for its agent alone.
package protocol AgentProvider: Sendable {
  /// Answers one request with a status and a JSON document.
  func answer(_ request: AgentRequest, token: Secret) async -> (status: Int, json: [UInt8])
}
