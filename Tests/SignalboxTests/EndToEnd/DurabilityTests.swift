import GitHub
import GitHubSandbox
import Glibc
import MissionStore
import Redis
import TestSupport
import Testing

/// What was acknowledged survives the end of every part, and happens once.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DurabilityTests {
  @Test("a service that is killed again and again handles every delivery it acknowledged, and each of them once")
  func killedService() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      let flood = try await PullRequestFlood.begin(in: world, count: 20)
      let port = world.service.webhooks
      var acknowledged: Set<String> = []
      // The killing comes after so many answers of a round of five, once also after all.
      for (round, survivors) in [1, 2, 3, 5].enumerated() {
        let parcels = flood.parcels[round * 5..<round * 5 + 5]
        let program = world.service.program
        try await withThrowingTaskGroup(of: (String, Int?).self) { group in
          for parcel in parcels { group.addTask { (parcel.guid, await world.post(parcel)) } }
          var answered = 0
          for try await (guid, status) in group {
            if status == 202 { acknowledged.insert(guid) }
            answered += 1
            if answered == survivors { program.signal(SIGKILL) }
          }
        }
        _ = try await program.wait()
        try await world.serve(port: port)
      }
      #expect(!acknowledged.isEmpty)
      try await flood.expectOnce(acknowledged)
      // Whoever got no answer sends again: what was stored is known, what was not is taken now.
      for parcel in flood.parcels { #expect([200, 202].contains(await world.post(parcel))) }
      try await flood.expectOnce(Set(flood.parcels.map(\.guid)))
    }
  }

  @Test("a service that takes the place of a killed one on its data directory works at once")
  func replacedService() async throws {
    try await World.run { world in
      world.service.program.signal(SIGKILL)
      _ = try await world.service.program.wait()
      #expect(try await world.leaseHolder() != nil, "the dead one's lease has not run out")
      try await world.serve()
      let pid = world.service.program.pid
      try await eventually("the new one to work") { try await world.leaseHolder()?.hasSuffix(":\(pid)") == true }
      #expect(!world.folder.read(world.service.log).contains("standing by"))
    }
  }

  @Test("what was acknowledged while another process held the lease is handled after the acknowledger was killed")
  func killedBeforeHandling() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      let flood = try await PullRequestFlood.begin(in: world, count: 5)
      // A clerk that has lost the lease handles nothing: every delivery is between its 202 and its handling.
      try await world.command("HSET", "sb:default:lease", "token", "somebody", "holder", "elsewhere:1")
      try await world.command("PERSIST", "sb:default:lease")
      for parcel in flood.parcels { #expect(await world.post(parcel) == 202) }
      await world.service.program.kill()
      #expect(try await world.command("XLEN", "sb:default:signals").integer ?? 0 >= 5)
      try await world.serve()
      try await world.endLeaseOfTheDead()
      try await flood.expectOnce(Set(flood.parcels.map(\.guid)))
    }
  }

  @Test("a private Redis that dies is started again, and what it acknowledged is still there")
  func killedPrivateRedis() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      let flood = try await PullRequestFlood.begin(in: world, count: 10)
      let file = "data/redis/redis.pid"
      var acknowledged: Set<String> = []
      for (index, parcel) in flood.parcels.enumerated() {
        if index == 5 {
          let pid = try #require(pid_t(world.folder.read(file).filter(\.isNumber)))
          kill(pid, SIGKILL)
        }
        let status = try await eventually("the delivery to be taken") { () -> Int? in
          let status = await world.post(parcel)
          #expect(status == 202 || status == 200 || status == 503)
          return status == 503 ? nil : status
        }
        if [200, 202].contains(status) { acknowledged.insert(parcel.guid) }
      }
      #expect(acknowledged.count == 10)
      try await flood.expectOnce(acknowledged)
      #expect(world.service.program.outcome == nil)
    }
  }

  @Test("while an external Redis is gone deliveries are answered 503; once it is back everything goes on")
  func absentExternalRedis() async throws {
    try await World.runOnRedis { options in
      options.drop = 1
    } _: { world, redis in
      let flood = try await PullRequestFlood.begin(in: world, count: 6)
      for parcel in flood.parcels[..<3] { #expect(await world.post(parcel) == 202) }
      await redis.kill()
      let parcel = flood.parcels[3]
      let refused = try await world.deliver(parcel.body, event: parcel.event, guid: parcel.guid, hook: parcel.hook)
      #expect(refused.status == 503)
      #expect(refused.headers["Retry-After"] != nil)
      #expect(try await world.ask("/readyz").status == 503)
      #expect(try await world.ask("/healthz").status == 200)
      #expect(try await world.run("mission", "list").code == 69)
      try await redis.start()
      for parcel in flood.parcels[3...] {
        try await eventually("deliveries to be taken again") {
          [200, 202].contains(await world.post(parcel))
        }
      }
      try await flood.expectOnce(Set(flood.parcels.map(\.guid)))
      try await eventually("the service to be ready again") { try await world.ask("/readyz").status == 200 }
    }
  }
}
