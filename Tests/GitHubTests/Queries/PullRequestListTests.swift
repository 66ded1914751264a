import GitHub
import MissionCore
import Testing

@Suite("Pull requests are listed over REST")
struct PullRequestListTests {
  static let repository = RepositoryName("octo-org/hello-world")!
  static let head = WebhookFixture.head

  @Test("the open pull requests are listed over all pages, each once")
  func pages() async {
    let source = ScriptedSource(reads: { read in
      read.page == "1"
        ? .success(.text(Self.list(1...100), etag: "\"a\"")) : .success(.text(Self.list(100...102), etag: "\"b\""))
    })
    let lister = OpenPullRequestLister(source: source)
    guard case .fresh(let hints, let receipt) = await lister.open(in: Self.repository) else {
      Issue.record("not fresh")
      return
    }
    lister.confirm(receipt)
    #expect(hints.map(\.reference.number) == Array(1...102))
    #expect(hints.first?.action == "")
    #expect(hints.first?.state == .open)
    #expect(source.reads.count == 2)
    _ = await lister.open(in: Self.repository, onlyIfChanged: false)
    #expect(source.reads.map(\.etag) == [nil, nil, nil, nil])
    _ = await lister.open(in: Self.repository)
    #expect(source.reads.map(\.etag) == [nil, nil, nil, nil, "\"a\""])
  }

  @Test("a first page that is sent under another tag is unchanged if it is the same, and known by that tag then")
  func otherTag() async {
    let counter = Counter()
    let source = ScriptedSource(reads: { _ in .success(.text(Self.list(1...2), etag: "\"\(counter.next())\"")) })
    let lister = OpenPullRequestLister(source: source)
    guard case .fresh(_, let receipt) = await lister.open(in: Self.repository) else {
      Issue.record("not fresh")
      return
    }
    lister.confirm(receipt)
    #expect(await lister.open(in: Self.repository) == .unchanged)
    #expect(await lister.open(in: Self.repository) == .unchanged)
    #expect(source.reads.map(\.etag) == [nil, "\"0\"", "\"1\""])
  }

  @Test("a list whose first page is unchanged is unchanged, unless the whole is wanted")
  func unchanged() async {
    let source = ScriptedSource(reads: { read in
      .success(read.etag == nil ? .text(Self.list(1...2), etag: "\"a\"") : .unchanged)
    })
    let lister = OpenPullRequestLister(source: source)
    for _ in 0..<2 {
      guard case .fresh(_, let receipt) = await lister.open(in: Self.repository) else {
        Issue.record("what nobody confirmed is not known")
        return
      }
      if source.reads.count == 2 { lister.confirm(receipt) }
    }
    #expect(await lister.open(in: Self.repository) == .unchanged)
    guard case .fresh = await lister.open(in: Self.repository, onlyIfChanged: false) else {
      Issue.record("not fresh")
      return
    }
  }

  @Test("when a later page fails the list is unavailable, and is read in full the next time")
  func failingPage() async {
    let source = ScriptedSource(reads: { read in
      read.page == "1"
        ? .success(.text(Self.list(1...100), etag: "\"a\"")) : .failure(.unavailable("down", retryAt: nil))
    })
    let lister = OpenPullRequestLister(source: source)
    for _ in 0..<2 {
      #expect(
        await lister.open(in: Self.repository) == .failed(.unavailable(reason: "down", retryAt: nil)))
    }
    #expect(source.reads.allSatisfy { $0.etag == nil })
  }

  @Test("pages that never end are read up to a bound")
  func endless() async {
    let source = ScriptedSource(reads: { _ in .success(.text(Self.list(1...100))) })
    _ = await OpenPullRequestLister(source: source).open(in: Self.repository)
    #expect(source.reads.count == 10)
  }

  @Test("a pull request that cannot be read does not hide the others, and the list is read again")
  func unreadableElement() async {
    let source = ScriptedSource(reads: { _ in .success(.text(#"[{"number":1},\#(Self.row(2))]"#, etag: "\"a\"")) })
    let lister = OpenPullRequestLister(source: source)
    for _ in 0..<2 {
      guard case .fresh(let hints, let receipt) = await lister.open(in: Self.repository) else {
        Issue.record("not fresh")
        return
      }
      lister.confirm(receipt)
      #expect(hints.map(\.reference.number) == [2])
    }
    #expect(source.reads.allSatisfy { $0.etag == nil })
  }

  @Test("the pull requests of a commit are those into the repository, merged ones among them")
  func ofCommit() async throws {
    let rows = [
      Self.row(3, ["merged_at": #""2019-05-15T15:20:33Z""#, "state": #""closed""#]),
      Self.row(4, ["base": #"{"ref":"main","sha":"\#(Self.head)","repo":{"full_name":"fork/hello-world"}}"#]),
    ]
    let source = ScriptedSource(reads: { _ in .success(.text("[\(rows.joined(separator: ","))]")) })
    let hints = try await CommitPullRequests(source: source).containing(Self.head, in: Self.repository).get()
    #expect(hints.map(\.reference.number) == [3])
    #expect(hints.first?.state == .merged)
    #expect(source.reads.map(\.path) == ["/repos/octo-org/hello-world/commits/\(Self.head)/pulls"])
  }

  @Test("what is no full commit name never becomes part of a path", arguments: ["main", "", "../x", "abc"])
  func noCommit(sha: String) async {
    let source = ScriptedSource()
    guard case .failure(.gone) = await CommitPullRequests(source: source).containing(sha, in: Self.repository) else {
      Issue.record("asked for \(sha)")
      return
    }
    #expect(source.reads.isEmpty)
  }

  @Test("an answer that is no list is unavailable", arguments: ["", "{}", "null", "<html>", "5"])
  func noList(body: String) async {
    let source = ScriptedSource(reads: { _ in .success(.text(body)) })
    guard case .failed(.unavailable) = await OpenPullRequestLister(source: source).open(in: Self.repository),
      case .failure(.unavailable) = await CommitPullRequests(source: source).containing(Self.head, in: Self.repository)
    else {
      Issue.record("taken for a list")
      return
    }
  }

  static func list(_ numbers: ClosedRange<Int>) -> String {
    "[" + numbers.map { row($0) }.joined(separator: ",") + "]"
  }

  static func row(_ number: Int, _ changed: [String: String] = [:]) -> String {
    WebhookFixture.object(
      [
        "number": "\(number)", "title": #""Title""#, "state": #""open""#, "draft": "true", "merged_at": "null",
        "head": #"{"ref":"changes","sha":"\#(head)","repo":null}"#,
        "base": #"{"ref":"main","sha":"\#(head)","repo":{"full_name":"octo-org/hello-world"}}"#,
        "updated_at": #""2019-05-15T15:20:33Z""#,
      ], changed)
  }
}
