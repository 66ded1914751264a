import Testing

@testable import GitHubSandbox

@Suite struct DeliveryScheduleTests {
  private static func steps(seed: UInt64, _ mishaps: DeliveryMishaps, count: Int = 200) -> [DeliverySchedule.Step] {
    var schedule = DeliverySchedule(seed: seed, mishaps)
    return (1...count).flatMap { schedule.plan($0) } + schedule.flush()
  }

  @Test("without mishaps everything is sent once and in order")
  func calm() {
    #expect(Self.steps(seed: 1, DeliveryMishaps()) == (1...200).map { .send($0) })
  }

  @Test("the same seed decides the same, another seed otherwise", arguments: [0, 7, .max] as [UInt64])
  func determinism(seed: UInt64) {
    let storm = DeliveryMishaps(drop: 0.2, duplicate: 0.2, shuffle: 0.5)
    #expect(Self.steps(seed: seed, storm) == Self.steps(seed: seed, storm))
    #expect(Self.steps(seed: seed, storm) != Self.steps(seed: seed &+ 1, storm))
  }

  @Test("shuffling changes the order and nothing else")
  func shuffling() {
    let steps = Self.steps(seed: 3, DeliveryMishaps(shuffle: 0.5))
    #expect(steps != (1...200).map { .send($0) })
    let sent = steps.compactMap { if case .send(let id) = $0 { id } else { nil } }
    #expect(sent.sorted() == Array(1...200))
    // Nothing waits longer than it may, but for what the flush lets go.
    var seen = 0
    for id in sent.dropLast(DeliverySchedule.longestWait) {
      seen = max(seen, id)
      #expect(id >= seen - DeliverySchedule.longestWait)
    }
  }

  @Test("every delivery meets one fate: sent, doubled or lost")
  func fates() {
    let steps = Self.steps(seed: 5, DeliveryMishaps(drop: 0.3, duplicate: 0.3, shuffle: 0.3))
    var sent: [Int] = []
    var again: [Int] = []
    var lost: [Int] = []
    for step in steps {
      switch step {
      case .send(let id): sent.append(id)
      case .sendAgain(let id): again.append(id)
      case .lose(let id): lost.append(id)
      }
    }
    #expect((sent + lost).sorted() == Array(1...200))
    #expect(Set(again).isSubset(of: sent))
    #expect(!again.isEmpty && !lost.isEmpty)
  }

  @Test("another probability of loss leaves the other decisions as they are")
  func independence() {
    let few = Self.steps(seed: 9, DeliveryMishaps(duplicate: 0.2))
    let many = Self.steps(seed: 9, DeliveryMishaps(drop: 0.3, duplicate: 0.2))
    let lost = Set(many.compactMap { if case .lose(let id) = $0 { id } else { nil } })
    func doubled(_ steps: [DeliverySchedule.Step]) -> Set<Int> {
      Set(steps.compactMap { if case .sendAgain(let id) = $0 { id } else { nil } })
    }
    #expect(doubled(many) == doubled(few).subtracting(lost))
  }

  @Test("a GUID is a UUID of version 4 and never the same twice")
  func guids() {
    let guids = (0..<100).map { _ in GUID.random() }
    #expect(Set(guids).count == 100)
    for guid in guids {
      #expect(guid.count == 36)
      #expect(Array(guid)[14] == "4")
      #expect("89ab".contains(Array(guid)[19]))
    }
  }
}
