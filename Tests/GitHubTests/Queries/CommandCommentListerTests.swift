import GitHub
import MissionCore
import Synchronization
import Testing

@Suite("Commands whose webhook was lost are found in the list of comments")
struct CommandCommentListerTests {
  private static let repository = RepositoryName("octo-org/hello-world")!
  private static let now = Timestamp(milliseconds: 1_800_000_123_000)

  @Test("only comments that command are brought, each once, over all pages")
  func pages() async throws {
    let source = ScriptedSource(reads: { read in
      let rows =
        read.page == "1"
        ? (1...100).map { Self.row($0, "hello") } : [Self.row(100, "hello"), Self.row(107, "/signalbox pause")]
      return .success(.text("[\(rows.joined(separator: ","))]", etag: "\"a\""))
    })
    let lister = CommandCommentLister(source: source) { Self.now }
    guard case .fresh(let comments, _) = await lister.comments(in: Self.repository) else {
      Issue.record("not fresh")
      return
    }
    #expect(comments.map(\.id) == [107])
    #expect(comments.map(\.target.number) == [5])
    #expect(comments.map(\.sighting) == [.listed])
    #expect(source.reads.map(\.path) == Array(repeating: "/repos/octo-org/hello-world/issues/comments", count: 2))
  }

  @Test("our own comments, broken rows and what stands nowhere are left out; a broken row is asked for again")
  func odd() async throws {
    let rows = [
      Self.row(1, "<!-- signalbox:mission:1 -->\\n/signalbox pause"), #"{"id":"x"}"#, "3",
      Self.row(2, "/signalbox pause").replacing("issues/5", with: "issues/x"), Self.row(3, "/signalbox pause"),
    ]
    let source = ScriptedSource(reads: { _ in .success(.text("[\(rows.joined(separator: ","))]", etag: "\"a\"")) })
    let lister = CommandCommentLister(source: source) { Self.now }
    for _ in 0..<2 {
      guard case .fresh(let comments, let receipt) = await lister.comments(in: Self.repository) else {
        Issue.record("not fresh")
        return
      }
      #expect(comments.map(\.id) == [3])
      lister.confirm(receipt)
    }
    #expect(source.reads.map(\.etag) == [nil, nil])
  }

  @Test("an unchanged list is unchanged within the hour; later its address is another one")
  func unchanged() async throws {
    let source = ScriptedSource(reads: { read in
      .success(read.etag == nil ? .text("[]", etag: "\"a\"") : .unchanged)
    })
    let hour = Mutex(Int64(0))
    let lister = CommandCommentLister(source: source) {
      Timestamp(milliseconds: 1_800_000_000_000 + hour.withLock { $0 } * 3_600_000)
    }
    guard case .fresh(_, let receipt) = await lister.comments(in: Self.repository) else {
      Issue.record("not fresh")
      return
    }
    lister.confirm(receipt)
    #expect(await lister.comments(in: Self.repository) == .unchanged)
    hour.withLock { $0 = 1 }
    guard case .fresh = await lister.comments(in: Self.repository) else {
      Issue.record("not fresh")
      return
    }
  }

  @Test("what is no list, or cannot be had, says nothing", arguments: ["{}", "", "[", "<html>"])
  func nonsense(body: String) async {
    let lister = CommandCommentLister(source: ScriptedSource(reads: { _ in .success(.text(body)) })) { Self.now }
    guard case .failed(.unavailable) = await lister.comments(in: Self.repository) else {
      Issue.record("taken for an answer")
      return
    }
  }

  private static func row(_ id: Int, _ body: String) -> String {
    """
    {"id":\(id),"user":{"login":"ada","type":"User"},"body":"\(body)","author_association":"OWNER",
    "issue_url":"https://api.github.com/repos/octo-org/hello-world/issues/5",
    "created_at":"2027-01-15T08:00:00Z","updated_at":"2027-01-15T08:00:00Z","performed_via_github_app":null}
    """
  }
}
