import GitHub
import MissionCore
import Testing

@Suite("Listings of more than one page are read on")
struct FurtherPagesTests {
  typealias Fixture = PullRequestFixture

  @Test("every listing that has another page is read to its end, and no other is asked for")
  func allPages() async throws {
    let first = Fixture.pullRequest([
      "commits": Fixture.commits(Fixture.page([Fixture.checkRun("a")], total: 3, next: "C1")),
      "comments": Fixture.page([Fixture.comment(3)], total: 3, previous: "O1"),
      "baseRef": Fixture.base(rules: Fixture.page([Fixture.rule(#"{"context":"a"}"#)], next: "R1")),
    ])
    let second = """
      {"commits":\(Fixture.commits(Fixture.page([Fixture.checkRun("b")], total: 3, next: "C2"))),
      "comments":\(Fixture.page([Fixture.comment(1), Fixture.comment(2)], total: 3)),
      "baseRef":{"rules":\(Fixture.page([Fixture.rule(#"{"context":"b"}"#)]))}}
      """
    let third = #"{"commits":\#(Fixture.commits(Fixture.page([Fixture.checkRun("c")], total: 3)))}"#
    let (snapshot, queries) = try await snapshot([first, second, third])
    #expect(snapshot.checks.elements.map(\.name) == ["a", "b", "c"])
    #expect(snapshot.checks.isComplete)
    #expect(snapshot.botComments.elements.map(\.id) == ["1", "2", "3"])
    #expect(snapshot.botComments.isComplete)
    #expect(snapshot.requiredChecks.elements.map(\.name) == ["a", "b"])
    #expect(snapshot.requiredChecks.isComplete)
    #expect(queries.count == 3)
    #expect(cursors(queries[1]) == ["checks": "C1", "comments": "O1", "rules": "R1"])
    #expect(cursors(queries[2]) == ["checks": "C2"])
  }

  @Test("reviews and threads are read on, too")
  func reviewsAndThreads() async throws {
    let first = Fixture.pullRequest([
      "latestOpinionatedReviews": Fixture.page([Fixture.review(1)], next: "V1"),
      "reviewThreads": Fixture.page([Fixture.thread("T_1", comments: [Fixture.comment(1)])], next: "T1"),
    ])
    let second = """
      {"latestOpinionatedReviews":\(Fixture.page([Fixture.review(2, by: Fixture.account("hubot"), "CHANGES_REQUESTED")])),
      "reviewThreads":\(Fixture.page([Fixture.thread("T_2", comments: [Fixture.comment(2)])]))}
      """
    let (snapshot, queries) = try await snapshot([first, second])
    #expect(snapshot.reviews.elements.map(\.verdict) == [.approved, .changesRequested])
    #expect(snapshot.reviews.isComplete)
    #expect(snapshot.threads.elements.map(\.id) == ["T_1", "T_2"])
    #expect(snapshot.threads.isComplete)
    #expect(cursors(queries[1]) == ["reviews": "V1", "threads": "T1"])
  }

  @Test(
    "a following page that fails, is partial or is of another head leaves the list incomplete",
    arguments: [
      Result<String, SourceFailure>.failure(.unavailable("down", retryAt: nil)), .failure(.tooHeavy("502")),
      .success("<html>"), .success(Fixture.answer([nil])), .success(Fixture.answer(["{}"])),
      .success(
        Fixture.answer(
          [#"{"commits":\#(Fixture.commits(Fixture.page([Fixture.checkRun("b")], total: 2)))}"#],
          errors: [Fixture.error("INTERNAL", ["p0", "pullRequest", "commits", "nodes", "0"])])),
      .success(
        Fixture.answer(
          [#"{"commits":\#(Fixture.commits(Fixture.page([Fixture.checkRun("b")], total: 2)))}"#],
          errors: [Fixture.error(nil, nil)])),
      .success(
        Fixture.answer([
          """
          {"commits":\(Fixture.commits(Fixture.page([Fixture.checkRun("b")], total: 2), head: Fixture.otherHead))}
          """
        ])),
    ])
  func failingPages(second: Result<String, SourceFailure>) async throws {
    let first = Fixture.pullRequest([
      "commits": Fixture.commits(Fixture.page([Fixture.checkRun("a")], total: 2, next: "C1"))
    ])
    let source = ScriptedSource(queries: { query in
      query.variables["checks"] == nil ? .success(Fixture.answer([first])) : second
    })
    let snapshot = try await snapshot(from: source)
    #expect(!snapshot.checks.isComplete)
    #expect(snapshot.checks.elements.first?.name == "a")
    #expect(snapshot.reviews.isComplete)
  }

  @Test("pages that never end are read up to a bound", arguments: [true, false])
  func endlessPages(moves: Bool) async throws {
    let counter = Counter()
    let source = ScriptedSource(queries: { query in
      let number = moves ? counter.next() : 1
      let page = Fixture.page([Fixture.checkRun("a\(number)")], total: 1_000_000, next: "C\(number)")
      let commits = Fixture.commits(page)
      return .success(
        Fixture.answer([
          query.variables["checks"] == nil ? Fixture.pullRequest(["commits": commits]) : #"{"commits":\#(commits)}"#
        ]))
    })
    let snapshot = try await snapshot(from: source)
    #expect(!snapshot.checks.isComplete)
    #expect(source.queries.count == (moves ? 11 : 2))
  }

  @Test("the comments of all threads of a batch are asked for together, by the threads that there are")
  func threadComments() async throws {
    let first = Fixture.pullRequest(["reviewThreads": Fixture.page([Fixture.bareThread("T_1")])])
    let second = Fixture.pullRequest([
      "reviewThreads": Fixture.page([Fixture.bareThread("T_2"), Fixture.bareThread("T_3")])
    ])
    let comments = """
      {"data":{"nodes":[{"id":"T_1","comments":{"totalCount":1,"nodes":[\(Fixture.comment(1))]}},
      {"id":"T_2","comments":{"totalCount":1,"nodes":[\(Fixture.comment(2))]}},null]}}
      """
    let source = ScriptedSource(queries: { query in
      query.variables["ids"] == nil ? .success(Fixture.answer([first, second])) : .success(comments)
    })
    let references = [Fixture.reference(2), Fixture.reference(3)]
    let results = await PullRequestFetcher(source: source, clock: { Fixture.now }).snapshots(of: references)
    let whole = try #require(results[references[0]]).get()
    #expect(whole.threads.elements.map { $0.comments.map(\.id) } == [["1"]])
    #expect(whole.threads.isComplete)
    // A thread whose comments are not known might be anybody's: it is left out, and the list says so.
    let cut = try #require(results[references[1]]).get()
    #expect(cut.threads.elements.map(\.id) == ["T_2"])
    #expect(!cut.threads.isComplete)
    #expect(source.queries.map { $0.variables["ids"] } == [nil, .list(["T_1", "T_2", "T_3"])])
  }

  @Test("a pull request of a renamed repository is read under the repository's name of now")
  func renamed() async throws {
    let answer = Fixture.answer([Fixture.pullRequest()]).replacing(
      #""p0":{"#, with: #""p0":{"nameWithOwner":"octo-org/brave-world","#)
    let source = ScriptedSource(queries: { _ in .success(answer) })
    let snapshot = try await snapshot(from: source)
    #expect(snapshot.reference.description == "octo-org/brave-world#2")
  }

  @Test("of a long thread the first and the last comments are read")
  func longThread() async throws {
    let first = Fixture.pullRequest([
      "reviewThreads": Fixture.page([
        Fixture.thread("T_1", comments: [Fixture.comment(1), Fixture.comment(2)], total: 40),
        Fixture.thread("T_2", comments: [Fixture.comment(5)]),
      ])
    ])
    let last = """
      {"data":{"nodes":[{"id":"T_1","comments":{"nodes":[\(Fixture.comment(2)),\(Fixture.comment(9))]}}]}}
      """
    let source = ScriptedSource(queries: { query in
      query.variables["ids"] == nil ? .success(Fixture.answer([first])) : .success(last)
    })
    let snapshot = try await snapshot(from: source)
    #expect(snapshot.threads.elements.map { $0.comments.map(\.id) } == [["1", "2", "9"], ["5"]])
    #expect(snapshot.threads.isComplete)
    #expect(source.queries.last?.variables == ["ids": .list(["T_1"])])
  }

  @Test(
    "a long thread whose end cannot be read leaves the list incomplete",
    arguments: [
      Result<String, SourceFailure>.failure(.notFound), .success(#"{"data":{"nodes":[null]}}"#),
      .success(#"{"data":{"nodes":[{"id":"T_1","comments":{"nodes":[null]}}]}}"#), .success("{}"),
    ])
  func unfinishedThread(last: Result<String, SourceFailure>) async throws {
    let first = Fixture.pullRequest([
      "reviewThreads": Fixture.page([Fixture.thread("T_1", comments: [Fixture.comment(1)], total: 40)])
    ])
    let source = ScriptedSource(queries: { query in
      query.variables["ids"] == nil ? .success(Fixture.answer([first])) : last
    })
    let snapshot = try await snapshot(from: source)
    #expect(snapshot.threads.elements.map { $0.comments.map(\.id) } == [["1"]])
    #expect(!snapshot.threads.isComplete)
  }

  /// The cursors of the listings that the query asks for.
  private func cursors(_ query: GraphQLQuery) -> [String: String] {
    var cursors: [String: String] = [:]
    for name in ["checks", "reviews", "threads", "comments", "rules"] {
      guard query.variables[name] == .flag(true), case .text(let cursor) = query.variables["\(name)Cursor"] else {
        #expect(query.variables[name] == .flag(false) && query.variables["\(name)Cursor"] == .null)
        continue
      }
      cursors[name] = cursor
    }
    return cursors
  }

  private func snapshot(_ answers: [String]) async throws -> (PullRequestSnapshot, [GraphQLQuery]) {
    let counter = Counter()
    let source = ScriptedSource(queries: { _ in .success(Fixture.answer([answers[counter.next()]])) })
    return (try await snapshot(from: source), source.queries)
  }

  private func snapshot(from source: ScriptedSource) async throws -> PullRequestSnapshot {
    let results = await PullRequestFetcher(source: source, clock: { Fixture.now })
      .snapshots(of: [Fixture.reference(2)])
    return try #require(results[Fixture.reference(2)]).get()
  }
}
