import Testing

@testable import MissionCore

@Suite struct IssueTransferTests {
  private let old = references("1")[0]
  private let new = IssueReference(repository: RepositoryName("acme/other")!, number: 9)!

  private var arrived: IssueFacts {
    work(1).later { $0.reference = new }
  }

  @Test("A transferred issue is followed once it can be read at its new place; its work goes on")
  func followed() {
    var play = Play([work(1), work(2, "Depends on #1")], agents: ["backend"])
    let item = play.item(1).id
    let holder = play.holder(of: 1)
    play.observes(.issueMoved(old, to: new))
    #expect(play.mission.dueWork[.issue(new)].map { $0 <= play.now } == true)
    #expect(play.mission.items[item]?.issue == old)
    play.observes(.issue(arrived))
    #expect(play.mission.items[item]?.issue == new)
    #expect(play.mission.header.objectives.first == .issue(new))
    #expect(play.mission.issues[old] == nil)
    #expect(play.mission.interests.contains(.issue(new)))
    #expect(holder == "backend")
    #expect(play.mission.items[item]?.liveTask != nil)
    #expect(play.mission.items.values.first { $0.issue?.number == 2 }?.dependsOn == [item])
    #expect(play.questions.isEmpty)
  }

  @Test("A transferred issue that cannot be read at its new place holds its item and asks")
  func unreadable() {
    var play = Play([work(1)], agents: ["backend"])
    play.observes(.issueMoved(old, to: new), .issueGone(new, reason: "not found, or not visible to the token"))
    guard case .held(.issueVanished(let reason)) = play.item(1).state else {
      Issue.record("not held: \(play.item(1).state)")
      return
    }
    #expect(reason.contains("acme/other#9"))
    #expect(play.questions.count == 1)
    // The token is given access: the next answer about the old place leads to the new one.
    play.observes(.issueMoved(old, to: new), .issue(arrived))
    #expect(play.mission.items.values.map(\.issue) == [new])
    #expect(play.questions.isEmpty)
  }

  @Test("A new place that cannot be read just now says nothing: the item is as it was")
  func unavailable() {
    var play = Play([work(1)], agents: ["backend"])
    let before = play.item(1)
    play.observes(.issueMoved(old, to: new), .issueUnavailable(new, reason: "out of order"))
    #expect(play.item(1) == before)
    #expect(play.questions.isEmpty)
  }

  @Test("Being told of a transfer again and again does not ask GitHub again and again")
  func toldAgain() {
    var play = Play([work(1)], agents: ["backend"])
    play.observes(.issueMoved(old, to: new), .issueMoved(old, to: new))
    #expect(play.mission.dueWork[.issue(old)].map { $0 > play.now } == true)
  }

  @Test("An objective that was transferred before the plan is made is planned where it is")
  func whilePlanning() {
    var play = Play(unread: [.issue(old)])
    play.observes(.issueMoved(old, to: new))
    #expect(play.mission.dueWork[.issue(new)] != nil)
    play.observes(.issue(arrived))
    #expect(play.mission.items.values.map(\.issue) == [new])
  }

  @Test("A dependency outside the mission is followed, too")
  func outside() {
    let dependency = IssueReference(repository: RepositoryName("acme/lib")!, number: 5)!
    var play = Play([work(1, "Depends on acme/lib#5")], agents: ["backend"])
    play.observes(.issue(work(5).later { $0.reference = dependency }), .issueMoved(dependency, to: new))
    play.observes(.issue(arrived.closed()))
    #expect(play.item(1).outsideDependencies == [new])
    #expect(play.holder(of: 1) == "backend")
  }
}
