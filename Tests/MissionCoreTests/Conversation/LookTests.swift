import Testing

@testable import MissionCore

@Suite struct LookTests {
  @Test("Missions that look at a repository equally often look in the same moment: one listing serves them all")
  func together() {
    let places = [0, 1, 37, 90, 179].map { second in
      shop.nextLook(after: curtain.adding(seconds: second), everySeconds: 180)
    }
    let marks = Set(places.map(\.milliseconds))
    #expect(marks.count <= 2)
    #expect(places == places.sorted())
    for (second, place) in zip([0, 1, 37, 90, 179], places) {
      #expect((1...180).contains(place.seconds(since: curtain.adding(seconds: second - 1))))
      #expect(shop.nextLook(after: place, everySeconds: 180) == place.adding(seconds: 180))
    }
  }

  @Test("Repositories are looked at in different moments, so that many of them cause no burst")
  func apart() {
    let moments = (0..<50).compactMap { RepositoryName("acme/part-\($0)") }.map {
      $0.nextLook(after: curtain, everySeconds: 180)
    }
    #expect(Set(moments).count > 25)
  }

  @Test("Comments that two missions want to hear of are listed in one look from the second look on")
  func comments() throws {
    var first = Play([design(1)], agents: ["designer"])
    var second = Play([design(2)], agents: ["designer"])
    second.now = second.now.adding(seconds: 70)
    first.now = second.now
    for _ in 0..<2 {
      first.observes(.commentsUnchanged(shop))
      second.observes(.commentsUnchanged(shop))
      #expect(first.mission.dueWork[.comments(shop)] == second.mission.dueWork[.comments(shop)])
      second.now = second.now.adding(seconds: 1)
    }
  }
}
