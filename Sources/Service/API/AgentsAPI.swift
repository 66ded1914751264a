import Client
import CommandLine
import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore
import Redis
import Views

/// What agents elsewhere may do over HTTP: take their next task, report on it, show that they live. It goes the way of
/// the commands, through the town's one stream.
struct AgentsAPI: AgentProvider {
  /// The town, over one connection however many ask; an agent that waits for its next task has one of its own
  /// meanwhile.
  let town: Town

  func answer(_ request: AgentRequest, token: Secret) async -> (status: Int, json: [UInt8]) {
    do {
      let agent = try await holder(of: token)
      return (200, try Console.json(try await answer(request, of: agent, token)) + [0x0A])
    } catch let denial as Denial {
      return (denial.status, denial.json)
    } catch {
      let failure = CommandFailure(error, configuration: nil)
      return (
        failure.status, Denial(status: 0, code: failure.code.word, message: failure.what, hint: failure.hint).json
      )
    }
  }

  /// The agent whose token it is at this moment.
  private func holder(of token: Secret) async throws -> Agent {
    guard let token = AgentToken(token), let digest = try await town.store.tokenDigest(of: token.agent),
      token.matches(digest), let agent = try await town.store.agent(token.agent)
    else { throw Denial(status: 401, code: "unauthorized", message: "the token is no agent's, or not any more") }
    return agent
  }

  /// The next task; waits for one. A token that is taken away while its agent waits opens nothing any more.
  private func next(of agent: Agent, _ token: Secret, seconds: Int) async throws -> AssignmentDocument {
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    while true {
      let assignment = try await town.nextAssignment(for: agent, overHTTP: true, until: .now)
      let rest = ContinuousClock.now.duration(to: deadline)
      guard assignment.task == nil, rest > .zero,
        try await town.store.waitForWake(agent: agent.id, timeout: rest)
      else { return assignment }
      _ = try await holder(of: token)
    }
  }

  private func answer(
    _ request: AgentRequest, of agent: Agent, _ token: Secret
  ) async throws -> any Encodable {
    switch request {
    case .next(let name, let seconds):
      guard name.lowercased() == agent.name.lowercased() || name == agent.id.text else {
        throw Denial(status: 403, code: "not_permitted", message: "the token is agent \(agent.name)'s")
      }
      return try await next(of: agent, token, seconds: seconds)
    case .heartbeat(let name, let body):
      let task = try await task(name, of: agent)
      try await town.renew(task, of: agent, claim: body.isEmpty ? nil : try read(body).claim)
      return DoneDocument(mission: task.missionID, message: "the lease of task \(task.id) runs anew")
    case .done(let name, let body):
      let task = try await task(name, of: agent)
      let report = try read(body)
      // Said again because the answer was lost: it is done.
      if task.state == "completed" {
        return DoneDocument(mission: task.missionID, message: "task \(task.id) is completed already")
      }
      var verdict: WorkTask.ReviewVerdict?
      if let word = report.verdict {
        guard let given = WorkTask.ReviewVerdict(rawValue: word.lowercased()) else {
          throw Denial(status: 400, code: "verdict", message: "the verdict is neither approve nor reject")
        }
        verdict = given
      }
      return try await send(
        .taskDone(
          task: task.id,
          report: WorkTask.Report(
            result: report.result ?? "", proof: report.proof, summary: report.summary, verdict: verdict,
            discovered: report.discovered, hasNoPullRequest: report.noPullRequest),
          by: reporter(report, agent), pullRequest: report.pullRequest), about: task)
    case .fail(let name, let body):
      let task = try await task(name, of: agent)
      let report = try read(body)
      guard let reason = report.reason, reason.contains(where: { !$0.isWhitespace }) else {
        throw Denial(status: 400, code: "reason", message: "a failure needs a reason")
      }
      if task.state == "failed" {
        return DoneDocument(mission: task.missionID, message: "task \(task.id) has failed already")
      }
      return try await send(
        .taskFail(task: task.id, reason: reason, by: reporter(report, agent)), about: task)
    case .verdict(let name, let body): return try await assert(name, try read(body), by: agent)
    }
  }

  /// A verdict on an assertion: of the task that the agent names, else of the one that it holds.
  private func assert(
    _ name: String, _ report: Body, by agent: Agent
  ) async throws -> DoneDocument {
    guard let id = AssertionID(name) else {
      throw Denial(status: 404, code: "not_found", message: "\(name.quotedForPeople) is in no contract")
    }
    guard let word = report.status.flatMap({ AssertionVerdict.Word(rawValue: $0.lowercased()) }),
      [.passing, .failing, .blocked].contains(word)
    else { throw Denial(status: 400, code: "status", message: "the status is none of passing, failing and blocked") }
    guard let evidence = report.evidence, evidence.contains(where: { !$0.isWhitespace }) else {
      throw Denial(status: 400, code: "evidence", message: "a verdict needs its evidence")
    }
    let held: String? = if case .busy(let task, _) = agent.state { task.text } else { nil }
    guard let task = report.task ?? held else {
      throw Denial(status: 403, code: "not_permitted", message: "agent \(agent.name) validates nothing now")
    }
    let validation = try await self.task(task, of: agent)
    return try await send(
      .state(
        mission: validation.missionID, statement: .verdict(id, word, evidence: evidence), by: reporter(report, agent)),
      about: validation)
  }

  private func task(_ name: String, of agent: Agent) async throws -> TaskRecord {
    let task = try await town.view.task(name)
    guard task.assignedTo == agent.id else {
      throw Denial(status: 403, code: "not_permitted", message: "task \(task.id) is not agent \(agent.name)'s")
    }
    return task
  }

  private func reporter(_ report: Body, _ agent: Agent) -> Reporter {
    report.claim.map { .claim($0) } ?? .agent(agent.id)
  }

  private func send(_ command: Command, about task: TaskRecord) async throws -> DoneDocument {
    let receipt = try await town.send(command)
    guard case .done(let message) = receipt else { return DoneDocument(mission: task.missionID, message: "done") }
    return DoneDocument(mission: task.missionID, message: message)
  }

  private func read(_ body: [UInt8]) throws -> Body {
    do {
      guard JSONBounds.hold(body) else { throw Denial(status: 400, code: "body", message: "it is nested too deep") }
      return try JSONDecoder().decode(Body.self, from: Data(body))
    } catch {
      throw Denial(
        status: 400, code: "body", message: "the body is no report",
        hint: #"send JSON: {"claim":"…","result":"…","pull_request":"…"}"#)
    }
  }

  private struct Body: Decodable {
    var claim: String?
    var result: String?
    var proof: String?
    var summary: String?
    var verdict: String?
    var reason: String?
    var discovered: [String]?
    var pullRequest: String?
    var noPullRequest: Bool?
    var status: String?
    var evidence: String?
    var task: String?

    private enum CodingKeys: String, CodingKey {
      case claim, result, proof, summary, verdict, reason, discovered, status, evidence, task
      case pullRequest = "pull_request"
      case noPullRequest = "no_pull_request"
    }
  }
}

/// Why an agent elsewhere does not get what it asks for.
private struct Denial: Error, Encodable {
  let status: Int
  let code: String
  let message: String
  var hint = ""

  private enum CodingKeys: String, CodingKey { case code, message, hint }

  var json: [UInt8] { ((try? Console.json(["error": self])) ?? []) + [0x0A] }
}

extension CommandFailure {
  /// The status by which HTTP tells it.
  fileprivate var status: Int {
    switch code {
    case .notFound: 404
    case .usage, .badData: 422
    case .notPermitted: 403
    case .unavailable, .unconfirmed: 503
    case .success, .failure: 500
    }
  }
}
