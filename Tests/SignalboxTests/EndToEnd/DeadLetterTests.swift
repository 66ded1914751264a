import GitHub
import GitHubSandbox
import MissionStore
import Redis
import TestSupport
import Testing

/// A signal that cannot be handled holds nothing up and is not forgotten.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DeadLetterTests {
  @Test("a stored signal that cannot be read is set aside at once: it would fail the same way again; the rest goes on")
  func poison() async throws {
    try await World.run { world in
      let guid = newGUID()
      let entry = try #require(
        try await world.command(
          "XADD", "sb:default:signals", "*", "kind", "delivery", "id", guid, "event", "issues", "body", "not packed"
        ).text)
      // What comes after it is handled.
      let after = newGUID()
      #expect(try await world.deliver(Array(#"{"zen":"x"}"#.utf8), event: "push", guid: after).status == 202)
      try await world.register("backend")
      try await world.settle()
      let tries = try await eventually("the log to say so") { () -> [JSONValue]? in
        let tries = RunningService.lines(world.folder.read(world.service.log)).filter {
          $0["message"] == "A signal could not be handled" && $0["entry"].stringValue == entry
        }
        return tries.isEmpty ? nil : tries
      }
      #expect(tries.map { $0["attempt"].integerValue } == [1])

      let list = try await world.tell("delivery", "list")["deliveries"].elements
      let dead = try #require(list.first { $0["guid"].stringValue == guid })
      #expect(dead["status"] == "dead")
      #expect(dead["note"].stringValue?.contains("cannot be read") == true)
      #expect(try await world.ask("/metrics").text.contains(/dead_letters[^\n]* [12]\n/))
      #expect(try await world.command("HLEN", "sb:default:attempts").integer == 0)

      // Trying again ends the same way; dropping it is for good.
      try await world.tell("delivery", "replay", guid)
      try await eventually("the replayed signal to be dead again") {
        try await world.tell("delivery", "show", guid)["delivery"]["status"] == "dead"
      }
      try await world.settle()
      try await world.tell("delivery", "discard", guid)
      #expect(try await world.run("delivery", "discard", guid).code == 66)
      #expect(try await world.run("delivery", "replay", guid).code == 66)
      let letters = try await world.entries(of: "sb:default:dead")
      #expect(!letters.contains { $0["id"] == guid })
    }
  }

  @Test("a dead letter whose cause is gone is replayed with effect, once, and is no dead letter any more")
  func replayed() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      // The audit is not to be faster than the operator.
      try await world.setFaults(["fail": [["status": 404, "count": 1000, "path": "/repos/acme/shop/hooks"]]])
      try await world.openIssue("Design auth")
      let mission = try await world.startMission(["-i", "1", "--watch-interval", "3600"])
      try await world.github(.patch, "/repos/acme/shop/issues/1", ["state": "closed"])
      let parcel = try #require(world.lostParcels("issues").last)
      let body = "sb:default:body:\(parcel.guid)"
      try await world.command(
        "XADD", "sb:default:signals", "*", "kind", "delivery", "id", parcel.guid, "event", "issues", "encoding", "json",
        "body_key", body)
      try await eventually("the delivery without its body to be dead") {
        try await world.command("XLEN", "sb:default:dead").integer == 1
      }
      #expect(try await world.mission(mission)["mission"]["state"] != "completed")

      let redis = try world.redis()
      defer { redis.close() }
      try await redis.send(["SET", .text(body), .body(try CompressedBody(compressing: parcel.body))])
      try await world.tell("delivery", "replay", String(parcel.guid.prefix(8)))
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      try await world.settle()
      #expect(try await world.tell("delivery", "show", parcel.guid)["delivery"]["status"] == "processed")
      #expect(try await world.command("XLEN", "sb:default:dead").integer == 0)
      #expect(try await world.run("delivery", "replay", parcel.guid).code == 66)
    }
  }

  @Test(
    "a signal over which the process ended again and again is taken for the cause and set aside", arguments: [9, 10])
  func interruptions(count: Int) async throws {
    let redis = try await ExternalRedis()
    try await World.run({ options in
      options.redis = redis.url
      options.serves = false
    }) { world in
      let entry = "99999999999999-1"
      let signals = "sb:default:signals"
      try await world.command("XGROUP", "CREATE", signals, "clerk", "0", "MKSTREAM")
      let guid = newGUID()
      try await world.command("XADD", signals, entry, "kind", "tick", "id", guid, "mission", guid)
      // The process that took it has ended.
      try await world.command("XREADGROUP", "GROUP", "clerk", "clerk", "STREAMS", signals, ">")
      try await world.command("HSET", "sb:default:attempts", entry, "\(count)")
      try await world.serve()
      try await world.settle()
      let letters = try await world.entries(of: "sb:default:dead")
      #expect(letters.map { $0["dead_reason"] } == (count < 10 ? [] : ["its handling ended the process 10 times"]))
      #expect(try await world.command("HLEN", "sb:default:attempts").integer == 0)
    }
    await redis.kill()
  }

  @Test(
    "no stored signal of any shape stops the clerk",
    arguments: [
      ["kind", "delivery"], ["kind", "report", "id", "x"], ["kind", "nonsense"], ["x", "y"],
      ["kind", "command", "id", "c", "body", ""], ["kind", "tick", "mission", "zz"], ["kind", "observation"],
      ["kind", "delivery", "id", "d", "event", "issues", "body_key", "sb:default:body:gone"],
      ["kind", "delivery", "id", "../../x", "event", "\u{1b}[31m", "body", "\u{28}\u{b5}"],
    ])
  func shapes(fields: [String]) async throws {
    try await World.run { world in
      _ = try await world.redis().send(
        ["XADD", "sb:default:signals", "*"] + fields.map { .text($0) })
      try await world.register("backend")
      try await world.settle()
      #expect(try await world.command("XLEN", "sb:default:dead").integer == 1)
      #expect(try await world.run("delivery", "list").code == 0)
      #expect(world.service.program.outcome == nil)
    }
  }
}
