import GitHub
import GitHubSandbox
import MissionCore
import MissionStore
import TestSupport
import Testing

@testable import Service

/// The audit of GitHub's logs of deliveries, on a clock that moves by hand: every webhook is lost.
@Suite(.serialized) struct AuditTests {
  private static let log = "GET /repos/{owner}/{repo}/hooks/{hook}/deliveries"

  private func run(_ body: (ClockedTown) async throws -> Void) async throws {
    try await ClockedTown.run { configuration in
      configuration.drop = 1
      configuration.webhook = .init(url: "http://127.0.0.1:9/webhooks/github", secret: nil)
    } _: {
      try await body($0)
    }
  }

  /// Lets so many deliveries be lost, and returns all that are.
  private func lose(_ count: Int, in town: ClockedTown) async throws -> [String] {
    for number in 0..<count {
      try await town.github(.patch, "/repos/acme/shop/issues/1", ["title": .string("Implement part 1, \(number)")])
      town.clock.advance(by: .seconds(1))
    }
    return town.sandbox.withCore { $0.deliveries.records.map(\.guid) }
  }

  @Test("A log that is longer than one reading is healed to its end in one look, and then costs next to nothing")
  func long() async throws {
    try await run { town in
      let work = try await town.openWork(1)
      try await town.start([work.number])
      try await town.settle()
      let lost = try await lose(250, in: town)
      town.clock.advance(by: .seconds(60))
      town.forgetCounts()
      try await town.audit()
      #expect(try await town.town.store.known(lost).count == lost.count)
      // Three pages, though one look takes on a hundred deliveries at a time.
      #expect(town.counts.byEndpoint[Self.log] == 3)

      try await town.settle()
      town.clock.advance(by: .seconds(60))
      try await town.audit()
      town.forgetCounts()
      for _ in 0..<5 { try await town.audit() }
      #expect(town.counts.total == 5)
      #expect(town.counts.byStatus == [304: 5])

      // What happens then is seen at once.
      let more = try await lose(1, in: town)
      town.clock.advance(by: .seconds(60))
      try await town.audit()
      #expect(try await town.town.store.known(more).count == more.count)
    }
  }

  @Test(
    "A reading that GitHub breaks off goes on where it was, and one whose cursor is refused begins anew",
    arguments: [(502, 1), (422, 3)])
  func brokenOff(status: Int, pagesLeft: Int) async throws {
    try await run { town in
      let work = try await town.openWork(1)
      try await town.start([work.number])
      try await town.settle()
      let lost = try await lose(250, in: town)
      town.clock.advance(by: .seconds(60))
      // The second page is the first with a cursor; reading in parts of two, the third page begins a part. A passing
      // fault is tried three times.
      town.gate.refuse("cursor=", after: 1, count: status == 502 ? 3 : 1, status: status)
      try await town.audit()
      let known = try await town.town.store.known(lost).count
      #expect(known > 0 && known < lost.count)
      town.clock.advance(by: .seconds(60))
      town.forgetCounts()
      try await town.audit()
      #expect(try await town.town.store.known(lost).count == lost.count)
      #expect(town.counts.byEndpoint[Self.log] == pagesLeft)
    }
  }

  @Test("A token that was refused once, and a hook that was just made, are looked at again soon")
  func again() async throws {
    try await run { town in
      let work = try await town.openWork(1)
      try await town.start([work.number])
      try await town.settle()
      let lost = town.sandbox.withCore { $0.deliveries.records.map(\.guid) }
      town.clock.advance(by: .seconds(60))
      try await town.github(
        .post, "/_sandbox/faults",
        ["fail": [["kind": "status", "status": 401, "count": 1, "path": "/repos/acme/shop/hooks"]]])
      try await town.audit()
      #expect(try await town.town.store.known(lost).isEmpty)
      try await town.pass(seconds: 130, isAuditing: true)
      #expect(try await town.town.store.known(lost).count == lost.count)
    }
  }

  @Test("What the audit brought is no sign that webhooks arrive; what a webhook brought is, as of when it came")
  func webhookActivity() async throws {
    try await run { town in
      let work = try await town.openWork(1)
      try await town.start([work.number])
      try await town.settle()
      town.clock.advance(by: .seconds(60))
      try await town.audit()
      let lost = town.sandbox.withCore { $0.deliveries.records.map(\.guid) }
      #expect(try await town.town.store.known(lost).count == lost.count)
      try await town.settle()
      #expect(town.webhookActivity.lastWebhookAt(ClockedTown.shop) == nil)

      let push: SandboxJSON = ["ref": "refs/heads/main", "repository": ["id": 1, "full_name": "acme/shop"]]
      let now = town.clock.wall
      // The second was left from an hour ago, or is replayed.
      for (received, heard) in [(now.adding(seconds: -60), -60), (now.adding(seconds: -3_600), -60), (now, 0)] {
        try await town.deliver("push", push, receivedAt: received)
        try await town.settle()
        #expect(town.webhookActivity.lastWebhookAt(ClockedTown.shop) == now.adding(seconds: heard))
      }
    }
  }

  @Test("Where no hook was, one that speaks for the first time is found by the next look")
  func newHook() async throws {
    try await ClockedTown.run { configuration in
      configuration.drop = 1
    } _: { town in
      let work = try await town.openWork(1)
      try await town.start([work.number])
      try await town.settle()
      try await town.audit()
      let hook = try await town.github(
        .post, "/repos/acme/shop/hooks",
        ["name": "web", "events": ["*"], "config": ["url": "http://127.0.0.1:9/elsewhere", "content_type": "json"]])
      let id = try #require(hook["id"].integerValue)
      try await town.town.store.noteReceiver("test", taking: [], uses: [:], hooks: ["\(id)": town.clock.wall])
      let lost = try await lose(3, in: town)
      town.clock.advance(by: .seconds(60))
      try await town.audit()
      #expect(try await town.town.store.known(lost).count >= 3)
    }
  }
}
