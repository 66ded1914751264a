import Foundation
import MissionCore
import Testing

@testable import GitHub

@Suite struct EvidenceReaderTests {
  private static let question = CheckEvidence.Question(
    repository: RepositoryName(owner: "acme", name: "shop")!, run: 77, name: "ci", isJob: true, base: "main")

  private static let job = #"""
    {"id":77,"steps":[{"name":"Set up","conclusion":"success","started_at":"2026-11-28T10:00:00Z","completed_at":"2026-11-28T10:00:02Z"},
    {"name":"Run make test","conclusion":"failure","started_at":"2026-11-28T10:00:02Z","completed_at":"2026-11-28T10:00:05Z"},
    {"name":"Tidy up","conclusion":"success","started_at":"2026-11-28T10:00:06Z","completed_at":"2026-11-28T10:00:07Z"}]}
    """#
  private static let log = """
    2026-11-28T10:00:00.1000000Z setting up
    2026-11-28T10:00:03.2000000Z \u{1B}[31mnot ok\u{1B}[0m 2 - adds up\r
    2026-11-28T10:00:05.9000000Z ##[error]exit code 1
    2026-11-28T10:00:06.5000000Z tidying up
    """

  /// GitHub, which keeps its logs on the other server.
  private static func gitHub(logsAt other: ScriptedServer, asked: String = "/log/77") throws -> ScriptedServer {
    let place = "http://localhost:\(other.port)\(asked)"
    return ScriptedServer { request in
      switch request.path {
      case "/repos/acme/shop/actions/jobs/77": .reply(200, [], job)
      case "/repos/acme/shop/actions/jobs/77/logs": .reply(302, [("Location", place)])
      case "/repos/acme/shop/check-runs/77/annotations":
        .reply(
          200, [],
          #"[{"path":"cart.c","start_line":7,"annotation_level":"failure","title":"sum","message":"3 is not 4"}]"#)
      case "/repos/acme/shop/commits/main/check-runs":
        .reply(
          200, [],
          #"{"total_count":2,"check_runs":[{"id":5,"status":"completed","conclusion":"failure"},{"id":4,"status":"completed","conclusion":"success"}]}"#
        )
      default: .reply(404, [], #"{"message":"Not Found"}"#)
      }
    }
  }

  @Test("A job's evidence: its failed step, what that step wrote last, its annotations, and that the base is red too")
  func job() async throws {
    let store = ScriptedServer { request in
      // As GitHub's store of logs does: an address that already gives the right, with a token, is refused.
      request.header("Authorization") == nil ? .reply(200, [], Self.log) : .reply(400, [], "InvalidAuthenticationInfo")
    }
    defer { store.stop() }
    let server = try Self.gitHub(logsAt: store)
    defer { server.stop() }
    let evidence = await EvidenceReader(client: try server.client()).answer(Self.question)
    #expect(
      evidence
        == CheckEvidence(
          run: 77, failedStep: "Run make test", log: "not ok 2 - adds up\n##[error]exit code 1",
          annotations: [.init(path: "cart.c", line: 7, level: "failure", message: "sum: 3 is not 4")],
          failsOnBase: true))
    #expect(store.requests.count == 1)
    #expect(store.requests.allSatisfy { $0.header("Authorization") == nil })
    #expect(server.requests.allSatisfy { $0.header("Authorization") != nil })
  }

  @Test("What cannot be read is left out and said; no second redirect is followed", arguments: [404, 302, 500])
  func missing(status: Int) async throws {
    let store = ScriptedServer { _ in .reply(status, [("Location", "http://localhost:1/elsewhere")], "gone") }
    defer { store.stop() }
    let server = try Self.gitHub(logsAt: store)
    defer { server.stop() }
    let evidence = await EvidenceReader(client: try server.client { $0.retries = .never }).answer(Self.question)
    #expect(evidence.log == nil)
    #expect(evidence.problem != nil)
    #expect(evidence.failedStep == "Run make test")
    #expect(evidence.annotations.count == 1)
    #expect(store.requests.count == 1)
  }

  @Test("Another call is never led to another host")
  func stays() async throws {
    let other = ScriptedServer { _ in .reply(200, [], "{}") }
    defer { other.stop() }
    let server = ScriptedServer { _ in .reply(302, [("Location", "http://localhost:\(other.port)/x")]) }
    defer { server.stop() }
    let client = try server.client()
    let answer: Result<[String: String], GitHubError>
    do throws(GitHubError) {
      answer = .success(try await client.read("/repos/acme/shop"))
    } catch {
      answer = .failure(error)
    }
    #expect(answer == .failure(.link(.elsewhere)))
    #expect(other.requests.isEmpty)
  }

  @Test("Of a log without times the last 200 lines count, each cut at 400 characters")
  func tail() throws {
    let lines = (1...1_000).map { "line \($0)" } + [String(repeating: "x", count: 5_000)]
    let tail = try #require(
      JobLog(Data(lines.joined(separator: "\n").utf8)).tail(from: "2026-11-28T10:00:00Z", to: nil, lines: 200))
    let shown = tail.split(separator: "\n")
    #expect(shown.count == 200)
    #expect(shown.first == "line 802")
    #expect(shown.last?.count == 401)
  }
}
