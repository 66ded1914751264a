import GitHub
import MissionCore
import Testing

@Suite("Pull requests are read in batches")
struct PullRequestFetcherTests {
  typealias Fixture = PullRequestFixture

  @Test("everything about a pull request is read")
  func whole() async throws {
    let pullRequest = Fixture.pullRequest([
      "closingIssuesReferences":
        #"{"nodes":[{"number":4,"repository":{"nameWithOwner":"octo-org/other"}},null]}"#,
      "commits": Fixture.commits(Fixture.page([Fixture.checkRun("lint"), Fixture.status])),
      "latestOpinionatedReviews": Fixture.page([Fixture.review(5)]),
      "lastReviews": Fixture.page([
        Fixture.review(5), Fixture.review(9, by: Fixture.account("cursor", "Bot"), "COMMENTED"),
      ]),
      "reviewThreads": Fixture.page([Fixture.thread("T_1", comments: [Fixture.comment(6)])]),
      "reactions": Fixture.page(
        ["chatgpt-codex-connector[bot]", "octocat"].map {
          #"{"content":"EYES","createdAt":"2019-05-15T15:20:33Z","user":{"login":"\#($0)","databaseId":3}}"#
        } + [#"{"content":"EYES","createdAt":"2019-05-15T15:20:33Z","user":null}"#]),
      "comments": Fixture.page([Fixture.comment(7), Fixture.comment(8, author: Fixture.account("octocat"))]),
      "baseRef": Fixture.base(
        rules: Fixture.page([
          #"{"type":"DELETION","parameters":null}"#,
          Fixture.rule(#"{"context":"lint","integrationId":15368},{"context":"docs","integrationId":null}"#),
        ])),
    ])
    let snapshot = try await snapshot(.success(Fixture.answer([pullRequest])))
    let finding = CommentFact(
      id: "6", author: Account(login: "cursor", isBot: true), body: "Text 6", url: "https://github.com/c/6",
      updatedAt: Fixture.moment)
    let note = CommentFact(
      id: "7", author: Account(login: "cursor", isBot: true), body: "Text 7", url: "https://github.com/c/7",
      updatedAt: Fixture.moment)
    let lint = CheckFact(
      source: .checkRun, name: "lint", app: "actions", appID: 15368, state: .success, isRequired: true,
      url: "https://ci.example/1", summary: "Fine.", startedAt: Fixture.moment, runID: 11,
      completedAt: Fixture.moment.adding(seconds: 9), workflowRun: 21, workflow: 31, event: "push", suite: 41,
      externalID: "x:1")
    let expected = PullRequestSnapshot(
      reference: Fixture.reference(2), title: "Update", url: "https://github.com/octo-org/hello-world/pull/2",
      author: Account(login: "octocat", isBot: false), state: .open, isDraft: false, head: Fixture.head,
      headBranch: "changes", base: "main", mergeability: .mergeable, mergeState: "clean",
      checkedCommit: Fixture.head,
      checks: .init(
        [lint, CheckFact(source: .status, name: "build", state: .expected, startedAt: Fixture.moment)],
        isComplete: true),
      requiredChecks: .init(
        [.init(name: "lint", appID: 15368), .init(name: "docs", appID: nil)], isComplete: true),
      reviews: .init(
        [
          ReviewFact(
            id: "5", reviewer: Account(login: "codertocat", isBot: false), verdict: .approved, commit: Fixture.head,
            canWrite: true, body: "Fine.", url: "https://github.com/r/5", submittedAt: Fixture.moment)
        ], isComplete: true),
      threads: .init(
        [
          ReviewThreadFact(
            id: "T_1", isResolved: false, isOutdated: true, path: "README.md", line: 3, comments: [finding])
        ], isComplete: true),
      botComments: .init([note], isComplete: true),
      botReviews: [
        ReviewFact(
          id: "9", reviewer: Account(login: "cursor", isBot: true), verdict: .commented, commit: Fixture.head,
          canWrite: true, body: "Fine.", url: "https://github.com/r/9", submittedAt: Fixture.moment)
      ],
      botReactions: [
        ReactionFact(
          account: Account(login: "chatgpt-codex-connector[bot]", isBot: true), content: "eyes",
          createdAt: Fixture.moment)
      ], headCommittedAt: Fixture.moment,
      closes: [IssueReference(repository: RepositoryName("octo-org/other")!, number: 4)!],
      mergeQueue: .entered("awaiting_checks"), updatedAt: Fixture.moment, startedAt: Fixture.now)
    #expect(snapshot == expected)
  }

  @Test(
    "the merge queue is told apart from none, and what GitHub does not say is not known",
    arguments: [
      (["isInMergeQueue": "false"], PullRequestSnapshot.MergeQueuePlace.outside),
      (["isInMergeQueue": "false", "isMergeQueueEnabled": "false", "mergeQueueEntry": "null"], .noQueue),
      (["mergeQueueEntry": "null"], .entered("")), (["mergeQueueEntry": "[]"], .entered("")),
      (["isInMergeQueue": "null"], nil), (["isInMergeQueue": "false", "isMergeQueueEnabled": "null"], nil),
    ])
  func mergeQueue(fields: [String: String], expected: PullRequestSnapshot.MergeQueuePlace?) async throws {
    let snapshot = try await snapshot(.success(Fixture.answer([Fixture.pullRequest(fields)])))
    #expect(snapshot.mergeQueue == expected)
  }

  @Test("no checks at all is a complete list of none")
  func noChecks() async throws {
    let snapshot = try await snapshot(
      .success(Fixture.answer([Fixture.pullRequest(["commits": Fixture.commits(nil)])])))
    #expect(snapshot.checks == .init([], isComplete: true))
    #expect(snapshot.checkedCommit == Fixture.head)
  }

  @Test(
    "words that are not known yet are unknown",
    arguments: [
      ("state", #""FROZEN""#), ("mergeable", #""PERHAPS""#), ("mergeStateStatus", #""SLEEPY""#),
    ])
  func unknownWords(field: String, word: String) async throws {
    let snapshot = try await snapshot(.success(Fixture.answer([Fixture.pullRequest([field: word])])))
    switch field {
    case "state": #expect(snapshot.state == .unknown("FROZEN"))
    case "mergeable": #expect(snapshot.mergeability == .unknown)
    default: #expect(snapshot.mergeState == "sleepy")
    }
  }

  @Test("an unknown conclusion of a check is unknown, and a third kind of check leaves the list incomplete")
  func unknownChecks() async throws {
    let contexts = Fixture.page([
      Fixture.checkRun("a", ["conclusion": #""BRILLIANT""#]), Fixture.checkRun("b", ["status": #""ASLEEP""#]),
      Fixture.checkRun("c", ["conclusion": "null"]),
    ])
    let unknown = try await snapshot(
      .success(Fixture.answer([Fixture.pullRequest(["commits": Fixture.commits(contexts)])])))
    #expect(
      unknown.checks.elements.map(\.state) == [.unknown("BRILLIANT"), .unknown("ASLEEP"), .unknown("")])
    #expect(unknown.checks.isComplete)
    let third = Fixture.page([Fixture.checkRun("a"), #"{"__typename":"Oracle"}"#])
    let incomplete = try await snapshot(
      .success(Fixture.answer([Fixture.pullRequest(["commits": Fixture.commits(third)])])))
    #expect(incomplete.checks.elements.count == 1)
    #expect(!incomplete.checks.isComplete)
  }

  @Test(
    "a list with a hole, without its page's end, or with fewer checks than GitHub counts is incomplete",
    arguments: [
      Fixture.page([Fixture.checkRun("a"), "null"]), Fixture.page([Fixture.checkRun("a")], total: 2),
      #"{"totalCount":1,"nodes":[\#(Fixture.checkRun("a"))]}"#,
      #"{"totalCount":0,"pageInfo":{"hasNextPage":false},"nodes":null}"#, "null",
    ])
  func incompleteChecks(contexts: String) async throws {
    let snapshot = try await snapshot(
      .success(Fixture.answer([Fixture.pullRequest(["commits": Fixture.commits(contexts)])])))
    #expect(!snapshot.checks.isComplete)
  }

  @Test("a pull request without a commit has no checked commit, and its checks prove nothing")
  func noCommit() async throws {
    let snapshot = try await snapshot(.success(Fixture.answer([Fixture.pullRequest(["commits": #"{"nodes":[]}"#])])))
    #expect(snapshot.checkedCommit == nil)
    #expect(!snapshot.checks.isComplete)
  }

  @Test(
    "what the base branch requires is known only when GitHub told it",
    arguments: [
      (Fixture.base(), [String](), true), ("null", [], false),
      (
        Fixture.base(
          protection: """
            {"requiresStatusChecks":true,"requiredStatusCheckContexts":["a","b"],
            "requiredStatusChecks":[{"context":"a","app":{"databaseId":7}},{"context":"b","app":null}]}
            """, update: #"{"requiredStatusCheckContexts":["a","c"]}"#), ["a/7", "b", "c"], true
      ),
      (
        Fixture.base(
          protection: """
            {"requiresStatusChecks":true,"requiredStatusCheckContexts":["a"],"requiredStatusChecks":null}
            """), ["a"], true
      ),
      (
        Fixture.base(
          protection: """
            {"requiresStatusChecks":false,"requiredStatusCheckContexts":["a"],
            "requiredStatusChecks":[{"context":"a","app":null}]}
            """), [], true
      ),
      (Fixture.base(rules: "null"), [], false),
      (Fixture.base(rules: Fixture.page([#"{"type":"REQUIRED_STATUS_CHECKS","parameters":null}"#])), [], false),
      (
        Fixture.base(
          rules: Fixture.page([#"{"type":"REQUIRED_STATUS_CHECKS","parameters":{"__typename":"New"}}"#])),
        [], false
      ),
    ])
  func requirements(base: String, expected: [String], isComplete: Bool) async throws {
    let snapshot = try await snapshot(.success(Fixture.answer([Fixture.pullRequest(["baseRef": base])])))
    #expect(
      snapshot.requiredChecks.elements.map { $0.name + ($0.appID.map { "/\($0)" } ?? "") } == expected)
    #expect(snapshot.requiredChecks.isComplete == isComplete)
  }

  @Test(
    "a rule that requires something of a head other than checks leaves what is required incomplete; others do not",
    arguments: [
      ("WORKFLOWS", false), ("CODE_SCANNING", false), ("REQUIRED_DEPLOYMENTS", false),
      ("REQUIRED_WORKFLOW_STATUS_CHECKS", false), ("BRAND_NEW", false), ("", false), ("PULL_REQUEST", true),
      ("DELETION", true), ("NON_FAST_FORWARD", true), ("MERGE_QUEUE", true), ("REQUIRED_SIGNATURES", true),
    ])
  func otherRules(type: String, isComplete: Bool) async throws {
    let other = #"{"type":"\#(type)","parameters":null}"#
    let base = Fixture.base(rules: Fixture.page([other, Fixture.rule(#"{"context":"a"}"#)]))
    let snapshot = try await snapshot(.success(Fixture.answer([Fixture.pullRequest(["baseRef": base])])))
    #expect(snapshot.requiredChecks.elements.map(\.name) == ["a"])
    #expect(snapshot.requiredChecks.isComplete == isComplete)
  }

  @Test("an empty request asks nothing; a reference given twice is asked for once")
  func references() async {
    let source = ScriptedSource(queries: { _ in .success(Fixture.answer([Fixture.pullRequest()])) })
    #expect(await fetcher(source).snapshots(of: []).isEmpty)
    #expect(source.queries.isEmpty)
    let results = await fetcher(source).snapshots(of: [Fixture.reference(2), Fixture.reference(2)])
    #expect(results.count == 1)
    #expect(source.queries.map(\.variables.count) == [3])
  }

  @Test("thirty pull requests are two queries, and each gets its own answer")
  func batches() async throws {
    let source = ScriptedSource(queries: { query in
      let numbers = Self.numbers(query)
      return .success(Fixture.answer(numbers.map { Fixture.pullRequest(["title": #""Number \#($0)""#]) }))
    })
    let references = (1...30).map(Fixture.reference)
    let results = await fetcher(source).snapshots(of: references)
    #expect(source.queries.map { Self.numbers($0).count } == [25, 5])
    for reference in references {
      #expect(try results[reference]?.get().title == "Number \(reference.number)")
    }
  }

  /// The numbers a batch asks for, in order.
  static func numbers(_ query: GraphQLQuery) -> [Int] {
    (0..<PullRequestFetcherTests.places(query)).compactMap { place in
      guard case .number(let number) = query.variables["n\(place)"] else { return nil }
      return number
    }
  }

  private static func places(_ query: GraphQLQuery) -> Int { query.variables.count / 3 }

  private func fetcher(_ source: ScriptedSource) -> PullRequestFetcher {
    PullRequestFetcher(source: source, clock: { Fixture.now })
  }

  private func snapshot(_ answer: Result<String, SourceFailure>) async throws -> PullRequestSnapshot {
    let source = ScriptedSource(queries: { _ in answer })
    let results = await fetcher(source).snapshots(of: [Fixture.reference(2)])
    return try #require(results[Fixture.reference(2)]).get()
  }
}
