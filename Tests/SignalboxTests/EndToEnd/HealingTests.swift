import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionCore
import MissionStore
import Synchronization
import TestSupport
import Testing

@testable import Redis

/// What GitHub tried to deliver and did not is brought in from its log.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HealingTests {
  @Test("what only a lost webhook would have told is brought in by the audit")
  func auditAlone() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      try await world.openTutorialIssues()
      // Polling would look again in an hour.
      let mission = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      // Counted once a whole round is over.
      let page = try await eventually("what was missed to be counted as found") { () -> String? in
        let page = try await world.ask("/metrics").text
        let found = world.sample(#"signalbox_missed_found_total{by="audit"}"#, in: page) ?? 0
        return found > 0 && world.sample("signalbox_deliveries_missed_total", in: page) == found
          && world.sample("signalbox_found_by_audit_delay_seconds_count", in: page) == found ? page : nil
      }
      #expect(world.sample("signalbox_deliveries_lost_total", in: page) ?? 0 == 0)
      #expect(world.sandbox.withCore { core in core.deliveries.records.allSatisfy { $0.outcome == .dropped } })
    }
  }

  @Test("an organisation's hook is audited like a repository's, and hook status and doctor show it")
  func organization() async throws {
    try await World.run { options in
      options.isOrganization = true
      options.drop = 1
    } _: { world in
      try await world.openTutorialIssues()
      let mission = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      try await eventually("what was missed to be counted as found") {
        let page = try await world.ask("/metrics").text
        return world.sample(#"signalbox_missed_found_total{by="audit"}"#, in: page) ?? 0 > 0
      }
      // The repository has no hook of its own, and needs none.
      let log = RunningService.lines(world.folder.read(world.service.log))
      #expect(!log.contains { $0["message"] == "Deliveries are not audited" })

      let status = try await world.hook("status")
      #expect(status.json["place"] == "organisation acme")
      #expect(status.json["audit"]["problem"].isNull)
      #expect(status.json["audit"]["at"].stringValue != nil)
      let findings = try await world.command(["doctor"]).json["findings"].elements
      #expect(findings.contains { $0["subject"] == "hook of organisation acme" })
      #expect(!findings.contains { $0["subject"] == "hook of repository acme/shop" })
    }
  }

  @Test("an hour without the service is healed by the audit within minutes of the start, page after page")
  func outage() async throws {
    let offset = Mutex<Int>(0)
    try await World.run { options in
      options.clock = { SystemTimekeeper().now.wall.adding(seconds: offset.withLock { $0 }) }
    } _: { world in
      try await world.openTutorialIssues()
      _ = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      world.service.program.signal(SIGTERM)
      #expect(try await world.service.program.wait() == .exited(0))
      try await world.lookBack(hours: 2)

      let edits = 240
      for number in 0..<edits {
        // Spread over the hour that is just over.
        offset.withLock { $0 = (number - edits) * 3600 / edits }
        try await world.github(.patch, "/repos/acme/shop/issues/1", ["title": "Design auth API, edition \(number)"])
      }
      offset.withLock { $0 = 0 }
      let missed = try await world.settledDeliveries { $0.action == "edited" }
      #expect(Set(missed.map(\.guid)).count == edits)
      #expect(missed.allSatisfy { $0.statusCode == 0 })

      try await world.serve()
      try await eventually("the outage to be healed", within: 300) {
        try await world.known(missed.map(\.guid)).count == edits
      }
      // Each once, whichever way it came.
      let page = try await world.ask("/metrics").text
      #expect(world.sample(#"signalbox_missed_found_total{by="audit"}"#, in: page) ?? 0 <= Double(edits + 5))
    }
  }

  @Test("what GitHub's log no longer holds is delivered again")
  func redelivery() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      try await world.openTutorialIssues()
      _ = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      try await world.setFaults(["drop": 0])
      world.sandbox.withCore { $0.forgetsPayloads = true }
      let lost = try await world.settledDeliveries { $0.outcome == .dropped && $0.event == "issues" }
      #expect(!lost.isEmpty)
      try await eventually("the lost ones to be delivered again") {
        try await world.known(lost.map(\.guid)).count == Set(lost.map(\.guid)).count
      }
      let page = try await world.ask("/metrics").text
      #expect(world.sample("signalbox_deliveries_redelivered_total", in: page) ?? 0 > 0)
    }
  }

  @Test("without the right to see hooks the audit is off, says so once, and everything else works")
  func withoutPermission() async throws {
    try await World.run { _ in
    } _: { world in
      try await world.setFaults(["fail": [["status": 404, "count": 1000, "path": "/repos/acme/shop/hooks"]]])
      func complaints() -> Int {
        RunningService.lines(world.folder.read(world.service.log)).count {
          $0["message"].stringValue == "Deliveries are not audited"
        }
      }
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 3600)
      try await eventually("a word about the audit") { complaints() == 1 }
      try await tutorial.play()
      try await tutorial.expectCompleted()
      #expect(complaints() == 1)
      #expect(world.calls("fault") <= 4)
    }
  }
}

extension World {
  /// The value of a sample on a page of numbers.
  func sample(_ name: String, in page: String) -> Double? {
    page.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
  }

  /// Lets the audit believe that it has run for so long.
  func lookBack(hours: Int) async throws {
    let start = SystemTimekeeper().now.wall.adding(seconds: -hours * 3600)
    // Its Redis ended with the service; a marker in the file of the next one would be too much: it is started alone.
    let lock = try DataDirectoryLock(data)
    let redis = try await PrivateRedis.start(in: lock) { _ in }
    let connection = RedisConnection(to: redis.address)
    let keys = Keys(town: "default")
    try await connection.send(["DEL", .text(keys.auditMarks)])
    try await connection.send(["HSET", .text(keys.auditMarks), "start", .integer(Int(start.milliseconds))])
    connection.close()
    await redis.stop()
    withExtendedLifetime(lock) {}
  }

  /// The deliveries of a kind, once nothing is under way any more.
  func settledDeliveries(_ isMeant: @Sendable (DeliveryRecord) -> Bool) async throws -> [DeliveryRecord] {
    try await eventually("deliveries to come to their end") {
      self.sandbox.withCore { core in core.deliveries.records.allSatisfy { $0.outcome != .pending } }
    }
    return sandbox.withCore { $0.deliveries.records }.filter(isMeant)
  }

  /// Which of these deliveries are in the town.
  func known(_ guids: [String]) async throws -> Set<String> {
    let connection = try redis()
    defer { connection.close() }
    return try await TownStore(
      connection: connection, keys: Keys(town: "default"), now: { SystemTimekeeper().now.wall }
    )
    .known(Set(guids))
  }
}
