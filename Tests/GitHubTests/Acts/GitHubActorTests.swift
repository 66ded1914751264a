import FoundationEssentials
import GitHub
import MissionCore
import Testing

@Suite struct GitHubActorTests {
  static let reference = PullRequestReference(repository: RepositoryName("acme/shop")!, number: 7)!
  static let path = "/repos/acme/shop/pulls/7"
  static let head = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"

  private func perform(
    _ act: Action, on script: @escaping ScriptedServer.Script
  ) async throws -> (outcome: ActionOutcome, requests: [ScriptedServer.Request]) {
    let server = ScriptedServer(script)
    defer { server.stop() }
    let outcome = await GitHubActor(client: try server.client()).perform(act)
    return (outcome, server.requests)
  }

  private static func state(
    merged: Bool = false, queued: Bool = false, head: String = head, by enqueuer: String? = nil
  ) -> String {
    let entry = enqueuer.map { #"{"enqueuer":{"login":"\#($0)"}}"# } ?? "null"
    return """
      {"data":{"repository":{"pullRequest":{"id":"PR_1","merged":\(merged),"headRefOid":"\(head)",
      "isInMergeQueue":\(queued),"mergeQueueEntry":\(entry)}}}}
      """
  }

  private static func object(_ body: [UInt8]) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(body))
  }

  @Test("A merge names the head and the method", arguments: Policy.MergeMethod.allCases)
  func merge(method: Policy.MergeMethod) async throws {
    let (outcome, requests) = try await perform(.merge(Self.reference, head: Self.head, method: method)) { _ in
      .reply(200, [], #"{"merged":true,"sha":"abc"}"#)
    }
    #expect(outcome == .done("merged"))
    #expect(requests.map { "\($0.method) \($0.target)" } == ["PUT \(Self.path)/merge"])
    #expect(try Self.object(requests[0].body) == ["sha": Self.head, "merge_method": method.rawValue])
  }

  @Test(
    "A refusal to merge is a refusal, unless it is merged already: then an earlier try had arrived",
    arguments: [405, 409], [true, false])
  func refusedMerge(status: Int, isMerged: Bool) async throws {
    let (outcome, requests) = try await perform(.merge(Self.reference, head: Self.head, method: .merge)) { request in
      request.method == "PUT"
        ? .reply(status, [], #"{"message":"Base branch was modified"}"#) : .reply(200, [], Self.state(merged: isMerged))
    }
    #expect(outcome == (isMerged ? .done("it is merged already") : .refused("Base branch was modified")))
    // An Enterprise Server without merge queues would refuse a query that names one.
    #expect(!String(decoding: requests[1].body, as: UTF8.self).contains("Queue"))
  }

  @Test("Where the repository does not allow the method another one is taken that it does allow")
  func otherMethod() async throws {
    let (outcome, requests) = try await perform(.merge(Self.reference, head: Self.head, method: .merge)) { request in
      switch (request.method, request.path) {
      case ("PUT", _) where String(decoding: request.body, as: UTF8.self).contains("squash"):
        .reply(200, [], #"{"merged":true,"sha":"abc"}"#)
      case ("PUT", _): .reply(405, [], #"{"message":"Merge commits are not allowed on this repository."}"#)
      case ("GET", _):
        .reply(200, [], #"{"allow_merge_commit":false,"allow_squash_merge":true,"allow_rebase_merge":false}"#)
      default: .reply(200, [], Self.state(merged: false))
      }
    }
    #expect(outcome == .done("merged by squash, as the repository does not allow merge"))
    #expect(requests.filter { $0.method == "PUT" }.count == 2)
  }

  @Test("A refusal without words still says what it is")
  func wordless() async throws {
    let (outcome, _) = try await perform(.updateBranch(Self.reference, head: Self.head)) { _ in .reply(422, [], "") }
    guard case .refused(let text) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!text.isEmpty)
  }

  @Test(
    "What never got an answer, or none that says anything, is tried again, not judged",
    arguments: [
      ScriptedServer.Answer.reply(502, [], "<html>"), .hangUp, .reply(401, [], "{}"),
      .reply(429, [("Retry-After", "60")], "{}"),
    ])
  func passing(answer: ScriptedServer.Answer) async throws {
    for act: Action in [
      .merge(Self.reference, head: Self.head, method: .merge), .updateBranch(Self.reference, head: Self.head),
      .enqueue(Self.reference, head: Self.head), .dequeue(Self.reference, head: Self.head, because: "it is red"),
      .rerunFailedJobs(Self.reference, workflowRun: 5, reruns: 0),
      .resolveThread(Self.reference, thread: "T", head: Self.head),
    ] {
      guard case .failed = try await perform(act, on: { _ in answer }).outcome else {
        Issue.record("\(act) was judged")
        continue
      }
    }
  }

  @Test("Updating a branch names the head it is meant for")
  func update() async throws {
    let (outcome, requests) = try await perform(.updateBranch(Self.reference, head: Self.head)) { _ in
      .reply(202, [], #"{"message":"Updating pull request branch."}"#)
    }
    guard case .done = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(requests.map { "\($0.method) \($0.target)" } == ["PUT \(Self.path)/update-branch"])
    #expect(try Self.object(requests[0].body) == ["expected_head_sha": Self.head])
  }

  @Test("A pull request enters the merge queue at its head, and only if it is not in it")
  func enqueue() async throws {
    let act = Action.enqueue(Self.reference, head: Self.head)
    let entered = #"{"data":{"enqueuePullRequest":{"mergeQueueEntry":{"position":2}}}}"#
    let (outcome, requests) = try await perform(act) { request in
      .reply(200, [], String(decoding: request.body, as: UTF8.self).contains("mutation") ? entered : Self.state())
    }
    #expect(outcome == .done("in the merge queue at place 2"))
    #expect(String(decoding: requests[1].body, as: UTF8.self).contains(#""head":"\#(Self.head)""#))
    for (state, expected) in [
      (Self.state(queued: true), ActionOutcome.done("it is in the merge queue already")),
      (Self.state(merged: true), .done("it is merged already")),
      (Self.state(head: "6113728f27ae82c7b1a177c8d03f9e96e0adf246"), .refused("its head is another by now")),
      (
        #"{"data":{"repository":{"pullRequest":null}},"errors":[{"type":"NOT_FOUND","message":"no such thing"}]}"#,
        .refused("no such thing")
      ),
    ] {
      let (outcome, requests) = try await perform(act) { _ in .reply(200, [], state) }
      #expect(outcome == expected)
      #expect(requests.count == 1)
    }
  }

  @Test("A pull request leaves the merge queue if it is in it by our account's doing, whatever form the login has")
  func dequeue() async throws {
    let act = Action.dequeue(Self.reference, head: Self.head, because: "it is red")
    for (state, expected, isAsked) in [
      (Self.state(queued: true, by: "signalbox"), ActionOutcome.done("it is out"), true),
      (Self.state(queued: true, by: "Signalbox[bot]"), .done("it is out"), true),
      (Self.state(queued: true), .done("it is out"), true),
      (Self.state(queued: true, by: "ada"), .done("ada put it there, so it stays"), false),
      (Self.state(), .done("it is not there"), false), (Self.state(merged: true), .done("it is merged already"), false),
    ] {
      let (outcome, requests) = try await perform(act) { request in
        if request.method == "GET" { return .reply(200, [], #"{"login":"signalbox[bot]"}"#) }
        let isMutation = String(decoding: request.body, as: UTF8.self).contains("mutation")
        return .reply(
          200, [], isMutation ? #"{"data":{"dequeuePullRequest":{"mergeQueueEntry":null}}}"# : state)
      }
      #expect(outcome == expected)
      let mutations = requests.filter { String(decoding: $0.body, as: UTF8.self).contains("dequeuePullRequest") }
      #expect(mutations.count == (isAsked ? 1 : 0))
      #expect(mutations.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains(#""id":"PR_1""#) })
    }
  }

  @Test("GitHub's no to the merge queue is a refusal in its words")
  func refusedQueue() async throws {
    let (outcome, _) = try await perform(.enqueue(Self.reference, head: Self.head)) { request in
      let no = #"{"data":{"enqueuePullRequest":null},"errors":[{"type":"UNPROCESSABLE","message":"Not mergeable"}]}"#
      return .reply(200, [], String(decoding: request.body, as: UTF8.self).contains("mutation") ? no : Self.state())
    }
    #expect(outcome == .refused("Not mergeable"))
  }

  @Test(
    "Failed jobs are run again only when the run has ended and nobody was here before",
    arguments: [
      (#"{"status":"completed","run_attempt":1}"#, 0, true), (#"{"status":"completed","run_attempt":2}"#, 0, false),
      (#"{"status":"completed","run_attempt":2}"#, 1, true), (#"{"status":"in_progress","run_attempt":2}"#, 0, false),
      (#"{"status":"in_progress","run_attempt":1}"#, 0, false), (#"{"status":"completed"}"#, 0, true),
    ])
  func rerun(run: String, reruns: Int, isAsked: Bool) async throws {
    let (outcome, requests) = try await perform(
      .rerunFailedJobs(Self.reference, workflowRun: 5, reruns: reruns)
    ) { request in request.method == "GET" ? .reply(200, [], run) : .reply(201, [], "{}") }
    let calls = requests.map { "\($0.method) \($0.target)" }
    #expect(calls.contains("POST /repos/acme/shop/actions/runs/5/rerun-failed-jobs") == isAsked)
    switch outcome {
    case .done: #expect(run.contains("completed") || run.contains("2"))
    case .failed: #expect(run.contains(#""in_progress","run_attempt":1"#))
    case .refused, .written: Issue.record("\(outcome)")
    }
  }

  @Test(
    "Jobs are run again unless that was done since they failed, however often somebody ran them before",
    arguments: [
      ("2027-01-15T08:00:10Z", 3, true), ("2027-01-15T08:00:31Z", 2, false), ("2027-01-15T08:00:31Z", 1, false),
      ("2027-01-15T08:00:30Z", 1, true), ("2027-01-15T08:00:30Z", 2, false),
    ])
  func rerunSince(begunAt: String, attempt: Int, isAsked: Bool) async throws {
    let failedAt = Timestamp(milliseconds: 1_800_000_030_000)
    let (_, requests) = try await perform(
      .rerunFailedJobs(Self.reference, workflowRun: 5, reruns: 0, failedAt: failedAt)
    ) { request in
      request.method == "GET"
        ? .reply(
          200, [], #"{"status":"completed","run_attempt":\#(attempt),"run_started_at":"\#(begunAt)"}"#)
        : .reply(201, [], "{}")
    }
    #expect(requests.contains { $0.method == "POST" } == isAsked)
  }

  @Test("A thread is answered and resolved, and what an earlier try did is not done again")
  func thread() async throws {
    let mark = "\(ReviewThreadFact.answerMark)\(Self.head) -->"
    for (comments, isResolved, mutations) in [
      ("Why?", false, ["addPullRequestReviewThreadReply", "resolveReviewThread"]),
      (mark, false, ["resolveReviewThread"]), (mark, true, []),
    ] {
      let state = """
        {"data":{"node":{"isResolved":\(isResolved),"comments":{"nodes":[null,{"body":"\(comments)"}]}}}}
        """
      let (outcome, requests) = try await perform(
        .resolveThread(Self.reference, thread: "T", head: Self.head)
      ) { request in
        let isMutation = String(decoding: request.body, as: UTF8.self).contains("mutation")
        return .reply(200, [], isMutation ? #"{"data":{}}"# : state)
      }
      guard case .done = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      let sent = requests.map { String(decoding: $0.body, as: UTF8.self) }.filter { $0.contains("mutation") }
      #expect(sent.count == mutations.count)
      #expect(zip(sent, mutations).allSatisfy { $0.contains($1) })
      if let reply = sent.first, mutations.count == 2 { #expect(reply.contains("signalbox:answered:\(Self.head)")) }
    }
  }
}
