import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Whatever dies in the middle of a mission of agents that run by themselves: it comes to the same end.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KilledWorkerTests {
  @Test(
    "the same mission comes to the same end when each worker is killed once, at a moment of its own",
    arguments: [1, 2, 3] as [UInt64])
  func eachWorkerKilled(seed: UInt64) async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openTutorialIssues()
      var moments = SeededMoments(seed)
      let names = ["designer", "backend", "tester", "reviewer"]
      for name in names { try await workshop.spawn(name, Self.slow) }
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--watch-interval", "3600"])
      let plans = names.map { ($0, moments.next()) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (name, moment) in plans {
          group.addTask { try await workshop.killOnce(name, at: moment, in: id) }
        }
        try await group.waitForAll()
      }
      try await expectCompleted(id, in: world)
      await workshop.stop("designer", "backend", "tester", "reviewer")
    }
  }

  @Test("the same mission comes to the same end when the service is killed in the middle and started again")
  func serviceKilled() async throws {
    try await World.run { world in
      let workshop = try await Workshop(in: world)
      try await world.openTutorialIssues()
      for name in ["designer", "backend", "tester", "reviewer"] { try await workshop.spawn(name, Self.slow) }
      let id = try await world.startMission(["-i", "1", "-i", "2", "-i", "3", "--watch-interval", "5"])
      try await eventually("the backend's run to begin") {
        let isPushed = try await !workshop.git("-C", "origin.git", "branch", "--list", "signalbox/1-*").isEmpty
        let tasks = try await world.mission(id)["tasks"].elements
        return isPushed && tasks.contains { $0["state"] == "running" && $0["kind"] == "work" }
      }
      await world.service.program.kill()
      try await world.serve()
      try await world.endLeaseOfTheDead()
      try await expectCompleted(id, in: world)
      await workshop.stop("designer", "backend", "tester", "reviewer")
    }
  }

  /// As ``scripted``, but it takes its time, so that there is a middle to be killed in.
  private static let slow = """
    cat > /dev/null
    sleep 0.5
    if [ -z "$SIGNALBOX_BRANCH" ]; then echo "approved: clear and small"; exit; fi
    grep -q "$SIGNALBOX_TASK" work-of-$SIGNALBOX_AGENT.txt || echo "in $SIGNALBOX_TASK" >> work-of-$SIGNALBOX_AGENT.txt
    sleep 0.3
    echo "the work of $SIGNALBOX_AGENT is done"
    """

  /// The end that every way must lead to: nothing lost, nothing twice.
  private func expectCompleted(_ id: String, in world: World) async throws {
    // What a killed service was doing on GitHub is left alone for two minutes: nobody knows whether it is still done.
    let end = try await world.mission(id, until: "completed", within: 200) {
      $0["mission"]["state"] == "completed"
    }
    #expect(end["work_items"].elements.map { $0["status"] } == ["done", "done", "done"])
    #expect(end["tasks"].elements.filter { $0["kind"] == "work" && $0["state"] == "completed" }.count == 3)
    #expect(end["tasks"].elements.filter { $0["kind"] == "fix" && $0["state"] == "completed" }.count == 1)
    let ended = ["completed", "cancelled", "failed"]
    #expect(end["tasks"].elements.allSatisfy { ended.contains($0["state"].stringValue ?? "") })
    #expect(try await world.github(.get, "/repos/acme/shop/pulls?state=all").elements.count == 3)
    #expect(try await world.tell("help-requests")["help_requests"].elements.isEmpty)
  }
}

/// Moments of a worker's life, drawn from a seed.
private struct SeededMoments {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> Workshop.Moment {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let all = Workshop.Moment.allCases
    return all[Int(state >> 33) % all.count]
  }
}
