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
    for _ in 0..<300 {
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
    }
  }
}
