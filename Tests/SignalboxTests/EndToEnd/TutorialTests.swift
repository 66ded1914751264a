import GitHub
import GitHubSandbox
import Testing

/// The README's mission, with the built programs, over real sockets.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TutorialTests {
  @Test("the tutorial's mission is completed by webhooks alone: a red check becomes a fix, and reviews open the gates")
  func byWebhooks() async throws {
    try await World.run { world in
      // Nothing is looked at again within the hour unless a webhook says so.
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 3600)
      try await tutorial.play()
      try await tutorial.expectCompleted()
    }
  }

  @Test("the same mission comes to the same end when every webhook is lost")
  func withoutWebhooks() async throws {
    try await World.run { options in
      options.drop = 1
    } _: { world in
      // Nor does GitHub's log of deliveries help: the token may not see it.
      try await world.setFaults(["fail": [["status": 404, "count": 10_000, "path": "/repos/acme/shop/hooks"]]])
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 5)
      try await tutorial.play()
      try await tutorial.expectCompleted()
      #expect(world.sandbox.withCore { core in core.deliveries.records.allSatisfy { $0.outcome == .dropped } })
    }
  }

  @Test(
    "the same mission comes to the same end when webhooks are lost, doubled and out of order", arguments: [1, 2, 3])
  func mishaps(seed: UInt64) async throws {
    try await World.run { options in
      options.seed = seed
      options.drop = 0.2
      options.duplicate = 0.4
      options.shuffle = 0.5
    } _: { world in
      let tutorial = try await Tutorial.begin(in: world, watchInterval: 5)
      try await tutorial.play()
      try await tutorial.expectCompleted()
      try await world.github(.post, "/_sandbox/flush")
      // What comes when all is over changes nothing.
      try await tutorial.expectCompleted()
    }
  }
}
