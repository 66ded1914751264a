import Testing

@testable import MissionCore

@Suite struct RandomLifeTests {
  @Test("Whatever happens in whatever order, every promise holds after every event", arguments: 1...40)
  func promises(seed: Int) throws { try live(RandomLife(seed: UInt64(seed))) }

  @Test("The same with issues in milestones, held against a contract", arguments: 1...20)
  func stagedPromises(seed: Int) throws { try live(RandomLife(seed: UInt64(seed), isStaged: true)) }

  private func live(_ life: RandomLife) throws {
    var life = life
    var done: Set<Identifier<WorkItem>> = []
    var trail: [[Event]] = []
    for step in 0..<300 {
      let events = life.nextEvents()
      trail.append(events)
      life.play.happens(events)
      let broken = life.play.brokenPromises
      try #require(broken.isEmpty, "\(broken) after \(trail.suffix(3).map { "\($0)" }.joined(separator: "\n"))")
      let now = Set(life.play.mission.items.values.filter(\.isDone).map(\.id))
      if !done.isSubset(of: now) {
        // Only an issue that is open again undoes what is done.
        guard case .observed(.issue(let facts)) = events[0], facts.state == .open else {
          Issue.record("something done came undone after \(events)")
          return
        }
      }
      done = now
      if step % 30 == 29 { expectThatARenameIsFollowed(life.play) }
    }
  }

  /// Nothing of a mission that goes on speaks of a repository by the name it had.
  private func expectThatARenameIsFollowed(_ play: Play) {
    guard !play.mission.isOver else { return }
    var play = play
    play.observes(.repositoryNamed(RepositoryName("acme/market")!, id: nil, formerly: shop))
    #expect(places(of: shop, in: play.mission).isEmpty)
  }
}
