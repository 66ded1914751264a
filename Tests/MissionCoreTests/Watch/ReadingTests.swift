import Testing

@testable import MissionCore

/// What was read of a pull request is said again while nothing of it changes. That must never show.
@Suite struct ReadingTests {
  @Test("A mission that remembers what it read decides like one that reads everything anew", arguments: 1...12)
  func sameAsAnew(seed: Int) throws {
    var life = RandomLife(seed: UInt64(seed))
    for _ in 0..<300 {
      let events = life.nextEvents()
      var forgetful = life.play
      forgetful.mission.readings = Readings()
      life.play.happens(events)
      forgetful.happens(events)
      try #require(life.play.mission == forgetful.mission, "after \(events)")
      try #require(life.play.lastEffects == forgetful.lastEffects, "after \(events)")
    }
  }

  @Test("An event about one pull request leaves what was read of the others")
  func leavesOthers() throws {
    var play = Play([work(1), work(2)], agents: ["backend", "worker"])
    let pulls = [Pull(41), Pull(42, head: "b1")]
    for (number, pull) in zip([1, 2], pulls) {
      play.hears("opened", pull, closes: number)
      play.fetches(pull)
    }
    let before = play.mission.readings
    play.hears(check("ci", .failure("failure")), on: pulls[0])
    let after = play.mission.readings
    func read(_ readings: Readings, _ pull: Pull) -> Reading? {
      play.mission.pullRequests[pull.reference].flatMap {
        readings.reading(of: play.mission.watched($0), at: play.now)
      }
    }
    let untouched = try #require(read(before, pulls[1]))
    #expect(read(after, pulls[1]) === untouched)
    #expect(read(before, pulls[0]) == nil)
    let red = try #require(read(after, pulls[0]))
    #expect(!red[.checks].isPassed)
  }

  @Test("A moment knows between which two of those it was compared with its answers stay the same")
  func moments() {
    let time = { Timestamp(milliseconds: $0) }
    var moment = Moment(time(10))
    #expect(moment.answersHold(at: time(-5)) && moment.answersHold(at: time(500)))
    #expect(moment.hasReached(time(10)) && moment.hasReached(time(4)))
    #expect(!moment.hasReached(time(20)) && !moment.hasReached(time(30)))
    #expect([9, 10, 19, 20].map { moment.answersHold(at: time($0)) } == [false, true, true, false])
  }
}
