import Foundation
import Testing

@testable import MissionCore

@Suite struct CauseKeyTests {
  private static let item = Identifier<WorkItem>(high: 1, low: 2)

  @Test(
    "A cause is stored by the text it was always stored by, and read from it",
    arguments: [
      (
        "acme/shop#42 check:checkRun:github-actions:build: all",
        Cause.Subject.check(.checkRun, app: "github-actions", name: "build: all")
      ),
      ("acme/shop#42 check:status::ci/lint", .check(.status, app: nil, name: "ci/lint")),
      ("acme/shop#42 bot:Cursor Bugbot:src/a.swift:Wrong", .bot("Cursor Bugbot", finding: "src/a.swift:Wrong")),
      ("acme/shop#42 review:PRR_1", .review("PRR_1")),
      ("acme/shop#42 thread:T1:C2", .thread(ThreadMark(thread: "T1", comment: "C2"))),
      ("acme/shop#42 conflict", .conflict),
      ("acme/shop#42 behind", .behind),
      ("acme/shop#42 weather:rain", .unknown("weather:rain")),
    ])
  func stored(text: String, subject: Cause.Subject) throws {
    let key = Cause.Key(subject, on: PullRequestReference("Acme/Shop#42")!)
    let history = CauseHistory(attempts: 2, head: "a1")
    let json = try JSONEncoder().encode([key: history])
    #expect(try JSONDecoder().decode([String: CauseHistory].self, from: json) == [text: history])
    #expect(try JSONDecoder().decode([Cause.Key: CauseHistory].self, from: json) == [key: history])
  }

  @Test("A rejection is a cause of the item, not of one of its pull requests")
  func rejection() throws {
    let key = Cause.Key(.rejection(Self.item))
    #expect(key.description == "rejection:\(Self.item)")
    #expect(Cause.Key(key.description) == key)
  }
}
