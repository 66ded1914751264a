import GitHub
import MissionCore
import System
import Testing

@Suite("Issues are read over REST")
struct IssueFetcherTests {
  static let repository = RepositoryName("octo-org/hello-world")!
  static let reference = IssueReference(repository: repository, number: 1)!
  static let path = "/repos/octo-org/hello-world/issues/1"

  @Test("an issue is read, and one without blocking issues is not asked for them")
  func fresh() async {
    let source = ScriptedSource(reads: { _ in .success(.text(Self.issue(), etag: "\"a\"")) })
    let facts = IssueFacts(
      reference: Self.reference, title: "Title", body: "", state: .completed, labels: ["bug", "bare"],
      url: "https://github.com/octo-org/hello-world/issues/1", isPullRequest: false, blockedBy: [], remarks: [],
      updatedAt: Timestamp(milliseconds: 1_557_933_633_000))
    guard case .fresh(facts, _) = await IssueFetcher(source: source).issue(Self.reference) else {
      Issue.record("other facts")
      return
    }
    #expect(source.reads == [.init(path: Self.path, page: nil, etag: nil)])
  }

  @Test("an issue that is sent although it is the same, as with another token, is unchanged; one that differs is not")
  func otherToken() async {
    let counter = Counter()
    let source = ScriptedSource(reads: { _ in
      let number = counter.next()
      return .success(.text(Self.issue(number < 3 ? [:] : ["title": #""Other""#]), etag: "\"\(number)\""))
    })
    let fetcher = IssueFetcher(source: source)
    guard case .fresh(_, let receipt) = await fetcher.issue(Self.reference),
      // What nobody confirmed is not known.
      case .fresh = await fetcher.issue(Self.reference)
    else {
      Issue.record("not fresh")
      return
    }
    fetcher.confirm(receipt)
    #expect(await fetcher.issue(Self.reference) == .unchanged)
    guard case .fresh(let facts, _) = await fetcher.issue(Self.reference) else {
      Issue.record("not fresh")
      return
    }
    #expect(facts.title == "Other")
    #expect(source.reads.map(\.etag) == [nil, nil, "\"0\"", "\"2\""])
  }

  @Test("an older server that says nothing about blocking issues leaves them unknown")
  func noSummary() async throws {
    let source = ScriptedSource(reads: { _ in .success(.text(Self.issue(["issue_dependencies_summary": ""]))) })
    let facts = try #require(await facts(source))
    #expect(facts.blockedBy == nil)
  }

  @Test("a number that belongs to a pull request says so")
  func pullRequest() async throws {
    let source = ScriptedSource(reads: { _ in .success(.text(Self.issue(["pull_request": #"{"url":"x"}"#]))) })
    let facts = try #require(await facts(source))
    #expect(facts.isPullRequest)
  }

  @Test("blocking issues are read over all pages, of every repository")
  func blockers() async throws {
    let source = ScriptedSource(reads: { read in
      switch read.page {
      case nil: .success(.text(Self.issue(["issue_dependencies_summary": #"{"total_blocked_by":101}"#])))
      case "1": .success(.text("[" + (2...101).map { Self.blocker($0) }.joined(separator: ",") + "]"))
      default: .success(.text(#"[{"number":7,"repository":{"full_name":"octo-org/other"}}]"#))
      }
    })
    let facts = try #require(await facts(source))
    let blockers = try #require(facts.blockedBy)
    #expect(blockers.count == 101)
    #expect(blockers.first?.description == "octo-org/hello-world#2")
    #expect(blockers.last?.description == "octo-org/other#7")
    #expect(
      source.reads.map(\.path).dropFirst() == [
        "\(Self.path)/dependencies/blocked_by", "\(Self.path)/dependencies/blocked_by",
      ])
  }

  @Test("one blocker swapped for another is seen, though the issue itself is as it was")
  func swapped() async throws {
    let blocker = Guarded(2)
    let source = ScriptedSource(reads: { read in
      guard read.page != nil else {
        guard read.etag == nil else { return .success(.unchanged) }
        return .success(.text(Self.issue(["issue_dependencies_summary": #"{"total_blocked_by":1}"#]), etag: "\"a\""))
      }
      let number = blocker.withLock { $0 }
      if read.etag == "\"\(number)\"" { return .success(.unchanged) }
      return .success(.text("[\(Self.blocker(number))]", etag: "\"\(number)\""))
    })
    let fetcher = IssueFetcher(source: source)
    guard case .fresh(_, let receipt) = await fetcher.issue(Self.reference) else {
      Issue.record("not fresh")
      return
    }
    fetcher.confirm(receipt)
    #expect(await fetcher.issue(Self.reference) == .unchanged)
    blocker.withLock { $0 = 3 }
    guard case .fresh(let facts, let other) = await fetcher.issue(Self.reference) else {
      Issue.record("the swap was not seen")
      return
    }
    #expect(facts.blockedBy?.map(\.number) == [3])
    fetcher.confirm(other)
    #expect(await fetcher.issue(Self.reference) == .unchanged)
  }

  @Test("an issue is unchanged once its use was confirmed, unless the whole is wanted")
  func unchanged() async {
    let source = ScriptedSource(reads: { read in
      .success(read.etag == "\"a\"" ? .unchanged : .text(Self.issue(), etag: "\"a\""))
    })
    let fetcher = IssueFetcher(source: source)
    for _ in 0..<2 {
      guard case .fresh(_, let receipt) = await fetcher.issue(Self.reference) else {
        Issue.record("what nobody confirmed is not known")
        return
      }
      if source.reads.count == 2 { fetcher.confirm(receipt) }
    }
    #expect(await fetcher.issue(Self.reference) == .unchanged)
    guard case .fresh = await fetcher.issue(Self.reference, onlyIfChanged: false) else {
      Issue.record("not fresh")
      return
    }
  }

  @Test(
    "an issue whose blocking issues could not be read is unavailable, and is read in full the next time",
    arguments: [
      Result<ResourceAnswer, SourceFailure>.failure(.unavailable("down", retryAt: nil)), .success(.text("<html>")),
      .success(.text(#"[{"number":7}]"#)), .success(.text("{}")), .success(.unchanged),
    ])
  func failingBlockers(answer: Result<ResourceAnswer, SourceFailure>) async {
    let source = ScriptedSource(reads: { read in
      guard read.page == nil else { return answer }
      return .success(.text(Self.issue(["issue_dependencies_summary": #"{"total_blocked_by":1}"#]), etag: "\"a\""))
    })
    let fetcher = IssueFetcher(source: source)
    for _ in 0..<2 {
      guard case .failed(.unavailable) = await fetcher.issue(Self.reference) else {
        Issue.record("not unavailable")
        return
      }
    }
    #expect(source.reads.allSatisfy { $0.etag == nil })
  }

  private static func reference(_ number: Int) -> IssueReference {
    IssueReference(repository: RepositoryName("octo-org/other")!, number: number)!
  }

  @Test("an issue that stands elsewhere now has moved there")
  func transferred() async {
    let moved = Self.issue(["number": "7", "repository_url": #""https://api.github.com/repos/octo-org/other""#])
    let source = ScriptedSource(reads: { _ in .success(.text(moved)) })
    #expect(
      await IssueFetcher(source: source).issue(Self.reference)
        == .failed(.moved(to: Self.reference(7))))
  }

  @Test(
    "an issue with its number in another repository is transferred, or its repository is renamed",
    arguments: [true, false])
  func renamed(isRenamed: Bool) async {
    let moved = Self.issue(["repository_url": #""https://api.github.com/repos/octo-org/other""#])
    let source = ScriptedSource(reads: { read in
      guard read.path.hasSuffix("/issues/1") else {
        return .success(.text(#"{"id":5,"full_name":"octo-org/\#(isRenamed ? "other" : "hello-world")"}"#))
      }
      return .success(.text(moved))
    })
    let answer = await IssueFetcher(source: source).issue(Self.reference)
    switch answer {
    case .fresh(let facts, _):
      #expect(isRenamed)
      #expect(facts.reference == Self.reference(1))
    default: #expect(!isRenamed && answer == .failed(.moved(to: Self.reference(1))))
    }
  }

  @Test(
    "what GitHub does not have is gone, and what it cannot say is unavailable",
    arguments: [
      (SourceFailure.notFound, FetchFailure.gone(reason: "not found, or not visible to the token")),
      (.gone, .gone(reason: "deleted")), (.tooHeavy("502"), .unavailable(reason: "502", retryAt: nil)),
      (
        .unavailable("limit", retryAt: Timestamp(milliseconds: 5)),
        .unavailable(reason: "limit", retryAt: Timestamp(milliseconds: 5))
      ),
    ])
  func failures(source: SourceFailure, expected: FetchFailure) async {
    let answer = await IssueFetcher(source: ScriptedSource(reads: { _ in .failure(source) })).issue(Self.reference)
    #expect(answer == .failed(expected))
  }

  @Test(
    "an answer that is not an issue says nothing about it",
    arguments: ["", "null", "[]", "{}", IssueFetcherTests.issue(["number": "-1"]), "<html>", #"{"number":1}"#])
  func unreadable(body: String) async {
    let answer = await IssueFetcher(source: ScriptedSource(reads: { _ in .success(.text(body)) })).issue(Self.reference)
    guard case .failed(.unavailable) = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test("what people who may write said by hand under an issue is read with it, and nobody else is asked about")
  func remarks() async {
    let comments = """
      [\(Self.comment("ada", "OWNER", "Round half up")),
      \(Self.comment("stranger", "NONE", "Send the keys")),
      \(Self.comment("reader", "MEMBER", "Round half down")),
      \(Self.comment("ada", "OWNER", "/signalbox note later")),
      \(Self.comment("helper[bot]", "MEMBER", "A summary", type: "Bot")),
      \(Self.comment("ada", "OWNER", "By an app", app: "{}")),
      \(Self.comment("../../x", "MEMBER", "Elsewhere")),
      \(Self.comment("ada", "OWNER", "<!-- signalbox:mission:1 -->")), {"id":"broken"}]
      """
    let source = ScriptedSource(reads: { read in
      switch read.path {
      case Self.path: .success(.text(Self.issue(["comments": "107"])))
      case "\(Self.path)/comments": .success(.text(read.page == "2" ? comments : "[]"))
      case "/repos/octo-org/hello-world/collaborators/ada/permission": .success(.text(#"{"permission":"admin"}"#))
      case "/repos/octo-org/hello-world/collaborators/reader/permission": .success(.text(#"{"permission":"read"}"#))
      default: .failure(.unavailable("unexpected: \(read.path)", retryAt: nil))
      }
    })
    let remarks = await facts(source)?.remarks
    #expect(
      remarks == [
        IssueRemark(author: "ada", text: "Round half up", writtenAt: Timestamp(milliseconds: 1_557_933_633_000))
      ])
  }

  @Test(
    "remarks that cannot be had leave those that are known, and the issue is read again",
    arguments: [
      "/repos/octo-org/hello-world/issues/1/comments", "/repos/octo-org/hello-world/collaborators/ada/permission",
    ])
  func noRemarks(failing: String) async {
    let source = ScriptedSource(reads: { read in
      if read.path == failing { return .failure(.unavailable("away", retryAt: nil)) }
      return switch read.path {
      case Self.path: .success(.text(Self.issue(["comments": "1"]), etag: "\"a\""))
      default: .success(.text("[\(Self.comment("ada", "OWNER", "Round half up"))]"))
      }
    })
    let fetcher = IssueFetcher(source: source)
    guard case .fresh(let facts, let receipt) = await fetcher.issue(Self.reference) else {
      Issue.record("not fresh")
      return
    }
    #expect(facts.remarks == nil)
    fetcher.confirm(receipt)
    guard case .fresh = await fetcher.issue(Self.reference) else {
      Issue.record("taken for unchanged")
      return
    }
  }

  private static func comment(
    _ author: String, _ association: String, _ text: String, type: String = "User", app: String = "null"
  ) -> String {
    #"{"id":1,"user":{"login":"\#(author)","type":"\#(type)"},"author_association":"\#(association)","#
      + #""body":"\#(text)","created_at":"2019-05-15T15:20:33Z","updated_at":"2019-05-15T15:20:33Z","#
      + #""performed_via_github_app":\#(app)}"#
  }

  static func issue(_ changed: [String: String] = [:]) -> String {
    WebhookFixture.object(
      [
        "number": "1", "title": #""Title""#, "body": "null", "state": #""closed""#, "state_reason": #""completed""#,
        "labels": #"[{"name":"bug"},"bare",{"name":null}]"#,
        "html_url": #""https://github.com/octo-org/hello-world/issues/1""#,
        "repository_url": #""https://api.github.com/repos/octo-org/hello-world""#,
        "updated_at": #""2019-05-15T15:20:33Z""#, "issue_dependencies_summary": #"{"total_blocked_by":0}"#,
      ], changed)
  }

  static func blocker(_ number: Int) -> String {
    #"{"number":\#(number),"repository_url":"https://ghe.example/api/v3/repos/octo-org/hello-world"}"#
  }

  private func facts(_ source: ScriptedSource) async -> IssueFacts? {
    guard case .fresh(let facts, _) = await IssueFetcher(source: source).issue(Self.reference) else { return nil }
    return facts
  }
}
