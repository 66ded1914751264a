import FoundationEssentials
import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import TestSupport
import Testing

/// What the service stands on may be broken, vanish or keep nothing: it says so, and takes in what it can.
@Suite(.serialized, .timeLimit(.minutes(10))) struct GroundTests {
  @Test(
    "a record of another type at the start ends nothing: deliveries are taken in, readyz says why, and mended it goes on",
    arguments: ["tt:default:mission:active", "sb:default:agents"])
  func wrongType(key: String) async throws {
    let redis = try await ExternalRedis()
    try await World.run { options in
      options.redis = redis.url
      options.serves = false
    } _: { (world) async throws in
      try await world.command("SET", key, "of another type")
      try await world.serve(untilReady: false)
      try await eventually("readyz to name the record") {
        let ready = try await world.ask("/readyz")
        return ready.status == 503 && ready.text.contains(key)
      }
      let guid = newGUID()
      #expect(try await world.deliver(Array(#"{"zen":"x"}"#.utf8), event: "push", guid: guid).status == 202)
      #expect(world.service.program.outcome == nil)

      try await world.command("DEL", key)
      try await eventually("the service to be ready") { try await world.ask("/readyz").status == 200 }
      try await world.settle()
      let known = try await world.tell("delivery", "show", guid)
      #expect(known["delivery"]["status"] != "pending")
    }
    await redis.kill()
  }

  @Test("with a Redis by address and no data directory yet, the first large body is taken in")
  func firstLargeBody() async throws {
    let external = try await ExternalRedis()
    try await World.run { options in
      options.redis = external.url
    } _: { (world) async throws in
      let noise = String(repeating: "0123456789abcdef", count: 200_000)
      let body = #"{"ref":"refs/heads/main","repository":{"id":1,"full_name":"acme/shop"},"noise":"\#(noise)"}"#
      #expect(try await world.deliver(Array(body.utf8), event: "push").status == 202)
    }
    await external.kill()
  }

  @Test("what the service and its Redis write is its owner's alone")
  func privateFiles() async throws {
    try await World.run { world in
      try await world.register("backend")
      let found = try await world.shell("find \(world.data) -ignore_readdir_race -type f -perm /077")
      #expect(found.code == 0 && found.output.isEmpty, "\(found.output)")
    }
  }

  @Test("a data directory that vanishes under the service is noticed, and so is its return")
  func dataDirectory() async throws {
    let redis = try await ExternalRedis()
    try await World.run({ $0.redis = redis.url }) { (world) async throws in
      #expect(rename(world.data, world.folder.file("elsewhere")) == 0)
      let ready = try await world.ask("/readyz")
      #expect(ready.status == 503)
      #expect(ready.text.contains("the data directory") && ready.text.contains("is gone"))
      try await eventually("the log to say so") {
        world.folder.read(world.service.log).contains("The data directory is not what it was")
      }
      #expect(rename(world.folder.file("elsewhere"), world.data) == 0)
      #expect(try await world.ask("/readyz").status == 200)
    }
    await redis.kill()
  }

  @Test("a Redis that keeps nothing is refused at the start, unless that was asked for")
  func notDurable() async throws {
    let redis = try await ExternalRedis()
    try await World.run { options in
      options.redis = redis.url
      options.serves = false
    } _: { (world) async throws in
      try await world.command("CONFIG", "SET", "appendonly", "no")
      let refused = try world.start(["serve", "--listen", "127.0.0.1:0"])
      #expect(try await refused.program.wait() == .exited(69))
      let said = world.folder.read(refused.log)
      #expect(said.contains("appendonly") && said.contains("--redis-durability any"))

      try await world.serve(["--redis-durability", "any"])
      #expect(try await world.ask("/readyz").text.contains("appendonly is off"))
      #expect(world.folder.read(world.service.log).contains("keeps nothing over a restart"))
    }
    await redis.kill()
  }

  @Test("a Redis that stops to keep what it acknowledges makes the service not ready, until it does again")
  func durabilityLost() async throws {
    let redis = try await ExternalRedis()
    try await World.run({ $0.redis = redis.url }) { (world) async throws in
      try await world.command("CONFIG", "SET", "appendonly", "no")
      let ready = try await world.ask("/readyz")
      #expect(ready.status == 503)
      #expect(ready.text.contains("durability"))
      try await world.command("CONFIG", "SET", "appendonly", "yes")
      try await eventually("the service to be ready again") { try await world.ask("/readyz").status == 200 }
    }
    await redis.kill()
  }
}
