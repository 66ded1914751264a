import Testing

@testable import MissionCore

/// The numbers of a mission, counted by hand.
@Suite struct MissionMetricsTests {
  /// Three tasks of 10, 20 and 60 s; the first is given up once after 5 s; an assertion fails once.
  private func played() -> Play {
    var play = Play.planned()
    play.stage("One")
    for (place, title) in ["a", "b", "c"].enumerated() {
      play.task("Create \(title)", in: "M1", fulfills: place == 2 ? ["VAL-A-1"] : [])
    }
    play.joins("ada", role: "backend")
    play.joins("val", role: "validator")
    play.plans(.complete(contract: "**VAL-A-1**: a\n", allowGaps: false))
    pass(&play, 4)
    work(&play, 5, failing: true)
    for seconds in [10, 20, 60] { work(&play, seconds) }
    play.takes("val")
    pass(&play, 30)
    play.says("VAL-A-1", .failing)
    work(&play, 8)
    play.takes("val")
    pass(&play, 7)
    play.says("VAL-A-1", .passing)
    return play
  }

  private func pass(_ play: inout Play, _ seconds: Int) { play.now = play.now.adding(seconds: seconds) }

  private func work(_ play: inout Play, _ seconds: Int, failing: Bool = false) {
    // A run that failed has the next one wait a little.
    while play.takes("ada") == nil { play.waits(seconds: 1) }
    pass(&play, seconds)
    if failing { play.gives(up: "ada") } else { play.finishes("ada", "made") }
  }

  @Test("counts, rates and durations are those of the attempts, to the millisecond")
  func tasks() {
    let play = played()
    #expect(play.mission.header.state == .completed)
    let metrics = MissionMetrics(of: play.mission, at: play.now)
    #expect(metrics.tasks.total == 4 && metrics.tasks.completed == 4 && metrics.tasks.failed == 0)
    #expect(metrics.tasks.retried == 1)
    #expect(metrics.tasks.completionRate == 1 && metrics.tasks.retryRate == 0.25)
    #expect(metrics.tasks.durations == [8_000, 10_000, 20_000, 60_000])
    #expect(metrics.tasks.averageMilliseconds == 24_500)
    #expect(metrics.tasks.percentileMilliseconds(50) == 10_000)
    #expect(metrics.tasks.percentileMilliseconds(90) == 60_000)
    // Two of the three could be taken at once: the first was, after 4 s, and given up; the second after 9 s; the third
    // after all that came before it. The first one's next run and the remediation were taken as soon as they could be.
    #expect(metrics.tasks.waits == [0, 0, 4_000, 9_000, 39_000])
    #expect(metrics.retries == [.run: 1, .assertion: 1])
  }

  @Test("agents' time, validations and the timeline are counted, and time after the end changes nothing")
  func agents() throws {
    var play = played()
    let metrics = MissionMetrics(of: play.mission, at: play.now)
    let ada = try #require(metrics.agents.first { $0.agent == play.agents["ada"]?.id })
    #expect(ada.activeMilliseconds == 103_000 && ada.tasks == 4 && ada.retries == 1)
    let val = try #require(metrics.agents.first { $0.agent == play.agents["val"]?.id })
    #expect(val.activeMilliseconds == 37_000 && val.tasks == 2 && val.retries == 0)
    #expect(play.mission.plan?.milestone("M1")?.validatedMilliseconds == 37_000)
    #expect(metrics.timeline.map(\.completed) == [1, 2, 3, 4])
    pass(&play, 3_600)
    #expect(MissionMetrics(of: play.mission, at: play.now) == metrics)
  }
}
