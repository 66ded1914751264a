import MissionCore
import Testing

@testable import Service

@Suite struct FetchPaceTests {
  private let pull = PullRequestReference("acme/shop#1")!
  private let start = Timestamp(milliseconds: 1_000_000)

  @Test("The first word about a pull request is fetched for at once, those within a second after it together")
  func burst() {
    var throttle = FetchThrottle()
    #expect(throttle.earliest(pull, at: start) == nil)
    throttle.note(pull, at: start)
    #expect(throttle.earliest(pull, at: start.adding(milliseconds: 300)) == start.adding(milliseconds: 1_000))
    #expect(throttle.earliest(pull, at: start.adding(milliseconds: 1_000)) == nil)
    #expect(throttle.earliest(PullRequestReference("acme/shop#2")!, at: start) == nil)
  }

  @Test("A burst that goes on is fetched for ever less often, but at least every five seconds")
  func longBurst() {
    var throttle = FetchThrottle()
    var now = start
    var distances: [Int64] = []
    for _ in 0..<6 {
      throttle.note(pull, at: now)
      let next = throttle.earliest(pull, at: now)!
      distances.append(next.milliseconds - now.milliseconds)
      now = next
    }
    #expect(distances == [1_000, 2_000, 4_000, 5_000, 5_000, 5_000])
    throttle.note(pull, at: now.adding(seconds: 60))
    #expect(throttle.earliest(pull, at: now.adding(seconds: 60))?.milliseconds == now.adding(seconds: 61).milliseconds)
  }

  @Test("A clock that was set back keeps nothing waiting")
  func setBack() {
    var throttle = FetchThrottle()
    throttle.note(pull, at: start)
    #expect(throttle.earliest(pull, at: start.adding(seconds: -100)) == nil)
  }
}
