import GitHub
import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// One clerk per town, however many services there are.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TownLeaseTests {
  @Test("of two services on one Redis both receive and one works; when that one is killed the other takes over")
  func takeOver() async throws {
    try await World.runOnRedis { options in
      options.drop = 1
    } _: { world, _ in
      let first = world.service
      let flood = try await PullRequestFlood.begin(in: world, count: 9)
      let second = try await world.serve(data: "second")
      #expect(try await world.leaseHolder()?.hasSuffix(":\(first.program.pid)") == true)
      try await eventually("the second to stand by") {
        world.folder.read(second.log).contains("Another process serves this town; standing by")
      }
      for (index, parcel) in flood.parcels[..<6].enumerated() {
        #expect(await world.post(parcel, to: index.isMultiple(of: 2) ? first : second) == 202)
      }
      // The same delivery through the other door is known.
      #expect(await world.post(flood.parcels[0], to: second) == 200)
      first.program.signal(SIGKILL)
      for parcel in flood.parcels[6...] { #expect(await world.post(parcel, to: second) == 202) }
      try await eventually("the second to take over") {
        try await world.leaseHolder()?.hasSuffix(":\(second.program.pid)") == true
      }
      try await flood.expectOnce(Set(flood.parcels.map(\.guid)))
    }
  }

  @Test("a holder that was stopped and continued finds its lease gone and changes nothing any more")
  func fencedHolder() async throws {
    try await World.runOnRedis { options in
      options.drop = 1
    } _: { world, _ in
      let first = world.service
      let flood = try await PullRequestFlood.begin(in: world, count: 8)
      let second = try await world.serve(data: "second")
      for parcel in flood.parcels[..<4] { #expect(await world.post(parcel, to: second) == 202) }
      freeze(first.program.pid)
      try await world.endLease()
      try await eventually("the second to take over") {
        try await world.leaseHolder()?.hasSuffix(":\(second.program.pid)") == true
      }
      for parcel in flood.parcels[4...] { #expect(await world.post(parcel, to: second) == 202) }
      first.program.signal(SIGCONT)
      try await eventually("the first to notice") {
        world.folder.read(first.log).contains("The town's lease was lost; standing by")
      }
      try await flood.expectOnce(Set(flood.parcels.map(\.guid)))
      #expect(try await world.leaseHolder()?.hasSuffix(":\(second.program.pid)") == true)
      #expect(first.program.outcome == nil)
    }
  }

  @Test("a second service on the same data directory exits 69 and names the process that has it")
  func sharedDirectory() async throws {
    try await World.run { world in
      let second = try world.start(["serve", "--listen", "127.0.0.1:0"])
      #expect(try await second.program.wait() == .exited(69))
      #expect(world.folder.read(second.log).contains("process \(world.service.program.pid)"))
      #expect(try await world.ask("/readyz").status == 200)
    }
  }
}
