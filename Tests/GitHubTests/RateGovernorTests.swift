import MissionCore
import System
import TestSupport
import Testing

@testable import GitHub

@Suite struct RateGovernorTests {
  private let time = ManualClock()

  private func governor(concurrency: Int = 10) -> RateGovernor {
    var configuration = RateConfiguration()
    configuration.concurrency = concurrency
    configuration.eventSlots = 0
    return RateGovernor(configuration: configuration, timekeeper: time)
  }

  @Test("A write waits for its distance to the one before")
  func waitsForDistance() async throws {
    let governor = governor()
    for _ in 0..<3 { governor.settle(try await governor.admit(.write, .eventDriven), .answered(RateReport())) }
    #expect(time.slept == [.seconds(1), .seconds(1)])
  }

  @Test("A wait beyond the caller's patience is refused at once, with the time")
  func refusesLongWaits() async throws {
    let governor = governor()
    let permit = try await governor.admit(.read, .eventDriven)
    let until = governor.settle(permit, .limitedSecondary(RateReport(retryAfter: .seconds(61))))
    #expect(until == ManualClock.start.adding(seconds: 61))
    await #expect(
      throws: RateGovernor.Refusal.limited(until: ManualClock.start.adding(seconds: 61), .secondary)
    ) {
      try await governor.admit(.read, .eventDriven, patience: .seconds(60))
    }
    #expect(time.slept.isEmpty)
    #expect(governor.snapshot.pausedUntil == ManualClock.start.adding(seconds: 61))
    // With more patience the call goes out when the pause is over.
    governor.settle(
      try await governor.admit(.read, .eventDriven, patience: .seconds(61)), .answered(RateReport()))
    #expect(time.slept == [.seconds(61)])
    #expect(governor.snapshot.pausedUntil == nil)
  }

  @Test("A call's turn among ours is waited for as long as its caller says, whatever its patience with limits")
  func waitsForTurn() async throws {
    let governor = governor()
    // A minute's worth, at once.
    let most = RateConfiguration().pointsPerMinute(.core)
    for _ in 0..<most { governor.settle(try await governor.admit(.read, .eventDriven), .answered(RateReport())) }
    await #expect(throws: RateGovernor.Refusal.limited(until: ManualClock.start.adding(seconds: 60), .pace)) {
      try await governor.admit(.read, .eventDriven, patience: .seconds(15))
    }
    governor.settle(
      try await governor.admit(.read, .eventDriven, patience: .seconds(15), turn: .seconds(600)),
      .answered(RateReport()))
    #expect(time.slept == [.seconds(60)])
  }

  @Test("Those who wait for a place get it in their order, the urgent before the sweeps")
  func servesInOrder() async throws {
    let governor = governor(concurrency: 1)
    let held = try await governor.admit(.read, .eventDriven)
    let order = Guarded<[String]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      let line: [(String, CallPriority)] = [
        ("sweep 1", .sweep), ("sweep 2", .sweep), ("event 1", .eventDriven), ("event 2", .eventDriven),
      ]
      for (number, (name, priority)) in line.enumerated() {
        group.addTask {
          let permit = try await governor.admit(.read, priority)
          order.withLock { $0.append(name) }
          governor.settle(permit, .answered(RateReport()))
        }
        try await eventually("a caller to wait") { governor.waitingCount == number + 1 }
      }
      governor.settle(held, .answered(RateReport()))
      try await group.waitForAll()
    }
    #expect(order.withLock { $0 } == ["event 1", "event 2", "sweep 1", "sweep 2"])
    #expect(governor.snapshot.inFlight == 0)
  }

  @Test("Who is cancelled while waiting leaves the line and takes no place")
  func cancels() async throws {
    let governor = governor(concurrency: 1)
    let held = try await governor.admit(.read, .eventDriven)
    let task = Task { try await governor.admit(.read, .eventDriven) }
    try await eventually("the caller to wait") { governor.waitingCount == 1 }
    task.cancel()
    await #expect(throws: RateGovernor.Refusal.cancelled) { try await task.value }
    #expect(governor.waitingCount == 0)
    governor.settle(held, .answered(RateReport()))
    governor.settle(try await governor.admit(.read, .eventDriven), .answered(RateReport()))
    #expect(governor.snapshot.inFlight == 0)
  }

  private struct Running {
    var now = 0
    var most = 0
    var done = 0
  }

  @Test("Many callers at once never exceed the places, and all get through")
  func manyCallers() async throws {
    let governor = governor(concurrency: 3)
    let running = Guarded(Running())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          let permit = try await governor.admit(.read, number.isMultiple(of: 3) ? .sweep : .eventDriven)
          running.withLock { running in
            running.now += 1
            running.most = max(running.most, running.now)
          }
          await Task.yield()
          running.withLock { running in
            running.now -= 1
            running.done += 1
          }
          governor.settle(permit, .answered(RateReport()))
        }
      }
      try await group.waitForAll()
    }
    #expect(running.withLock { $0 }.most <= 3)
    #expect(running.withLock { $0 }.done == 300)
    #expect(governor.snapshot.inFlight == 0)
    #expect(governor.waitingCount == 0)
  }
}
