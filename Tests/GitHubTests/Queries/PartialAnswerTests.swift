import GitHub
import MissionCore
import Synchronization
import Testing

@Suite("Partial answers are never taken for whole ones")
struct PartialAnswerTests {
  typealias Fixture = PullRequestFixture

  @Test(
    "a pull request is gone only when GitHub says that it or its repository is not found",
    arguments: [
      (Fixture.error("NOT_FOUND", ["p0", "pullRequest"]), true), (Fixture.error("NOT_FOUND", ["p0"]), true),
      (Fixture.error("FORBIDDEN", ["p0"]), false), (Fixture.error("NOT_FOUND", ["p1", "pullRequest"]), false),
      (Fixture.error("NOT_FOUND", ["p10"]), false),
      (Fixture.error("NOT_FOUND", ["p0", "pullRequest", "mergeable"]), false),
      (Fixture.error(nil, ["p0", "pullRequest"]), false), ("", false),
    ])
  func absent(error: String, isGone: Bool) async throws {
    let answer = Fixture.answer([nil, Fixture.pullRequest()], errors: error.isEmpty ? [] : [error])
    let results = await fetch([1, 2]) { _ in .success(answer) }
    switch try #require(results[Fixture.reference(1)]) {
    case .failure(.gone): #expect(isGone)
    case .failure(.unavailable): #expect(!isGone)
    case .failure(.moved), .success: Issue.record("it was invented")
    }
  }

  @Test("a part that GitHub does not know is left out from then on, and asked for again after a day")
  func unknownPart() async throws {
    let clock = Mutex(Fixture.now)
    let source = ScriptedSource(queries: { query in
      let plain = ["isMergeQueueEnabled": "null", "isInMergeQueue": "null", "mergeQueueEntry": "null"]
      guard query.text.contains("mergeQueueEntry") else {
        return .success(Fixture.answer([Fixture.pullRequest(plain)]))
      }
      return .success(Fixture.undefined(["isMergeQueueEnabled", "mergeQueueEntry"], on: "PullRequest"))
    })
    let fetcher = PullRequestFetcher(source: source, clock: { clock.withLock { $0 } })
    for (seconds, queries) in [(0, 2), (3_600, 3), (90_000, 5)] {
      clock.withLock { $0 = Fixture.now.adding(seconds: seconds) }
      let results = await fetcher.snapshots(of: [Fixture.reference(1)])
      #expect(try #require(results[Fixture.reference(1)]).get().mergeQueue == nil)
      #expect(source.queries.count == queries)
    }
  }

  @Test(
    "a query that is refused for something else is unavailable in GitHub's words, and is not asked again at once",
    arguments: [("undefinedField", "title"), ("selectionMismatch", "mergeQueueEntry")])
  func refused(code: String, field: String) async throws {
    let source = ScriptedSource(queries: { _ in .success(Fixture.undefined([field], on: "PullRequest", code: code)) })
    let fetcher = PullRequestFetcher(source: source, clock: { Fixture.now })
    let results = await fetcher.snapshots(of: [Fixture.reference(1)])
    let reason = "GitHub says: Field '\(field)' doesn't exist on type 'PullRequest'"
    #expect(results[Fixture.reference(1)] == .failure(.unavailable(reason: reason, retryAt: nil)))
    #expect(source.queries.count == 1)
  }

  @Test("what nobody was asked about branch protection is not taken for none")
  func unaskedProtection() async throws {
    let base = #"{"branchProtectionRule":null,"rules":\#(Fixture.page([]))}"#
    let source = ScriptedSource(queries: { query in
      query.text.contains("refUpdateRule")
        ? .success(Fixture.undefined(["refUpdateRule"], on: "Ref"))
        : .success(Fixture.answer([Fixture.pullRequest(["baseRef": base])]))
    })
    let results = await PullRequestFetcher(source: source, clock: { Fixture.now }).snapshots(of: [Fixture.reference(1)])
    #expect(try #require(results[Fixture.reference(1)]).get().requiredChecks.isComplete == false)
  }

  @Test("a null repository with its error does not touch the others")
  func nullRepository() async throws {
    let text = """
      {"data":{"p0":null,"p1":{"pullRequest":\(Fixture.pullRequest())}},
      "errors":[\(Fixture.error("NOT_FOUND", ["p0"]))]}
      """
    let results = await fetch([1, 2]) { _ in .success(text) }
    guard case .failure(.gone) = results[Fixture.reference(1)], case .success = results[Fixture.reference(2)] else {
      Issue.record("\(results)")
      return
    }
  }

  @Test(
    "an error below a pull request leaves that one listing incomplete",
    arguments: [
      (["commits", "nodes", "0", "commit", "statusCheckRollup"], "checks"),
      (["commits", "nodes", "0", "commit", "statusCheckRollup", "contexts", "nodes", "0", "isRequired"], "checks"),
      (["latestOpinionatedReviews", "nodes", "3", "author"], "reviews"), (["reviewThreads"], "threads"),
      (["comments", "nodes", "0"], "comments"), (["baseRef"], "requirements"), (["baseRef", "rules"], "requirements"),
      (["baseRef", "branchProtectionRule"], "requirements"), (["baseRef", "refUpdateRule"], "requirements"),
      (["closingIssuesReferences"], ""), (["author"], ""),
    ])
  func incompleteListing(path: [String], listing: String) async throws {
    let answer = Fixture.answer(
      [Fixture.pullRequest()], errors: [Fixture.error("FORBIDDEN", ["p0", "pullRequest"] + path)])
    let snapshot = try await snapshot(answer)
    #expect(snapshot.checks.isComplete == (listing != "checks"))
    #expect(snapshot.reviews.isComplete == (listing != "reviews"))
    #expect(snapshot.threads.isComplete == (listing != "threads"))
    #expect(snapshot.botComments.isComplete == (listing != "comments"))
    #expect(snapshot.requiredChecks.isComplete == (listing != "requirements"))
  }

  @Test("without the right to see the protection itself, its public half is enough where there is one")
  func publicHalf() async throws {
    let base = Fixture.base(update: #"{"requiredStatusCheckContexts":["lint"]}"#)
    let error = Fixture.error("FORBIDDEN", ["p0", "pullRequest", "baseRef", "branchProtectionRule"])
    let snapshot = try await snapshot(
      Fixture.answer([Fixture.pullRequest(["baseRef": base])], errors: [error]))
    #expect(snapshot.requiredChecks == .init([.init(name: "lint", appID: nil)], isComplete: true))
  }

  @Test("an error about no single pull request spoils the whole answer")
  func commonError() async throws {
    let answer = Fixture.answer([Fixture.pullRequest()], errors: [Fixture.error("RATE_LIMITED", nil, "Slow\\ndown")])
    let results = await fetch([1]) { _ in .success(answer) }
    #expect(
      results[Fixture.reference(1)] == .failure(.unavailable(reason: "GitHub says: Slow down", retryAt: nil)))
  }

  @Test(
    "what cannot be read is unavailable",
    arguments: [
      Fixture.pullRequest(["headRefOid": #""main""#]), Fixture.pullRequest(["updatedAt": ""]),
      Fixture.pullRequest(["mergeable": "7"]), "[]", #""text""#, "{}",
    ])
  func unreadable(pullRequest: String) async {
    let results = await fetch([1]) { _ in .success(Fixture.answer([pullRequest])) }
    guard case .failure(.unavailable) = results[Fixture.reference(1)] else {
      Issue.record("\(results)")
      return
    }
  }

  @Test(
    "a query that is too heavy is asked again in halves",
    arguments: [
      Result<String, SourceFailure>.failure(.tooHeavy("502")), .success("<html>502</html>"),
      .success(#"{"data":null,"errors":[{"message":"Something went wrong while executing your query."}]}"#),
      .success(#"{"data":{"p0":null},"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","path":["p0"],"message":"x"}]}"#),
    ])
  func halves(heavy: Result<String, SourceFailure>) async throws {
    let source = ScriptedSource(queries: { query in
      let numbers = PullRequestFetcherTests.numbers(query)
      return numbers.count > 4 ? heavy : .success(Fixture.answer(numbers.map { _ in Fixture.pullRequest() }))
    })
    let references = (1...10).map(Fixture.reference)
    let results = await PullRequestFetcher(source: source, clock: { Fixture.now }).snapshots(of: references)
    for reference in references { _ = try #require(results[reference]).get() }
    #expect(source.queries.map { PullRequestFetcherTests.numbers($0).count } == [10, 5, 2, 3, 5, 2, 3])
  }

  @Test("when even one pull request is too heavy, all are unavailable after a bounded number of queries")
  func alwaysTooHeavy() async {
    let source = ScriptedSource(queries: { _ in .failure(.tooHeavy("502")) })
    let references = (1...100).map(Fixture.reference)
    let results = await PullRequestFetcher(source: source, clock: { Fixture.now }).snapshots(of: references)
    #expect(results.count == 100)
    for result in results.values { #expect(result == .failure(.unavailable(reason: "502", retryAt: nil))) }
    #expect(source.queries.count < 30)
  }

  @Test("a refused query makes everything unavailable until the time GitHub named, and nothing gone")
  func refused() async {
    let later = Fixture.now.adding(seconds: 60)
    let limited = await fetch([1, 2]) { _ in .failure(.unavailable("rate limit", retryAt: later)) }
    for result in limited.values { #expect(result == .failure(.unavailable(reason: "rate limit", retryAt: later))) }
    #expect(limited.count == 2)
    let missing = await fetch([1]) { _ in .failure(.notFound) }
    guard case .failure(.unavailable) = missing[Fixture.reference(1)] else {
      Issue.record("\(missing)")
      return
    }
  }

  private func fetch(
    _ numbers: [Int], _ answer: @escaping ScriptedSource.QueryAnswer
  ) async -> [PullRequestReference: Result<PullRequestSnapshot, FetchFailure>] {
    await PullRequestFetcher(source: ScriptedSource(queries: answer), clock: { Fixture.now })
      .snapshots(of: numbers.map(Fixture.reference))
  }

  private func snapshot(_ answer: String) async throws -> PullRequestSnapshot {
    let results = await fetch([1]) { _ in .success(answer) }
    return try #require(results[Fixture.reference(1)]).get()
  }
}
