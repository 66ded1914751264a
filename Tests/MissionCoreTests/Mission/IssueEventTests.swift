import Testing

@testable import MissionCore

@Suite struct IssueEventTests {
  @Test("A closed issue finishes its item from every state", arguments: [IssueState.completed, .notPlanned])
  func closed(_ state: IssueState) {
    for stage in 0..<6 {
      var play = Play([work(1, stage == 0 ? "Depends on #9" : "")], agents: [])
      if stage >= 2 { play.joins("backend") }
      if stage >= 3 { play.takes("backend") }
      if stage >= 4 { play.handsIn("backend", Pull(42) { $0.checks = [check("ci", .pending)] }) }
      if stage == 5 { play.fetches(Pull(42) { $0.state = .closed }) }
      play.observes(.issue(work(1, stage == 0 ? "Depends on #9" : "").closed(state)))
      #expect(play.state(1) == .done(state == .completed ? .issueClosed : .cancelled), "stage \(stage)")
      #expect(play.mission.header.state == .completed)
      #expect(play.brokenPromises.isEmpty, "stage \(stage)")
    }
  }

  @Test("An issue whose links were touched is fetched at once and not put off, until a fetch has told of its links")
  func touched() throws {
    var play = Play([design(1), design(2)])
    let issue = design(2).reference
    let heardAt = play.now
    play.now = play.now.adding(seconds: 10)
    play.observes(.issueTouched(issue))
    #expect(play.mission.dueWork[.issue(issue)] == play.now)
    #expect(play.mission.isUrgent(.issue(issue)))
    #expect(play.mission.postponement(of: .issue(issue), heardAt: heardAt, at: play.now) == nil)
    // A webhook about the issue itself says nothing of its links.
    play.observes(.issue(design(2).later(20) { $0.blockedBy = nil }))
    #expect(try #require(play.mission.dueWork[.issue(issue)]) <= play.now)
    play.observes(.issue(design(2).later(20) { $0.blockedBy = [design(1).reference] }))
    #expect(try #require(play.mission.dueWork[.issue(issue)]) > play.now)
    #expect(play.state(2) == .pending)
    #expect(play.mission.repositories[shop]?.missedAt == nil, "a webhook told of it")
  }

  @Test("What depends on an issue closed as not planned is held with help, until it is opened again or waived")
  func notPlanned() {
    var play = Play([design(1), design(2, "Depends on #1")], agents: ["designer"])
    play.observes(.issue(design(1).closed(.notPlanned)))
    #expect(play.state(2) == .held(.dependencyCancelled("'Design part 1'")))
    #expect(play.questions.contains { $0.contains("'Design part 2' is held") })
    #expect(play.agents["designer"]?.state == .idle)

    var waived = play
    waived.note("resume")
    #expect(waived.holder(of: 2) == "designer")
    waived.observes(.issue(design(1).closed(.notPlanned, after: 20).later { $0.body = "edited" }))
    #expect(waived.holder(of: 2) == "designer")

    play.observes(.issue(design(1).later(20)))
    #expect(play.holder(of: 1) == "designer")
    #expect(play.state(2) == .pending)
    #expect(play.questions.isEmpty)
  }

  @Test("A waived dependency stays waived when the issue is edited before anybody begins")
  func waivedStays() {
    var play = Play([design(1), design(2, "Depends on #1")])
    play.observes(.issue(design(1).closed(.notPlanned)))
    play.note("resume")
    #expect(play.state(2) == .ready)
    play.observes(.issue(design(2, "Depends on #1, says the edited text")))
    play.observes(.issue(design(2, "Depends on #1, edited").later()))
    #expect(play.state(2) == .ready)
  }

  @Test("An issue opened again starts its item anew; nothing of the finished round counts")
  func reopened() {
    var play = Play([work(1), work(9, "Depends on #99")], agents: ["backend", "reviewer"])
    play.handsIn("backend", Pull(42))
    play.finishes("reviewer", "approved")
    play.fetches(Pull(42) { $0.state = .merged })
    play.observes(.issue(work(1).closed()))
    #expect(play.item(1).isDone)
    play.observes(.issue(work(1).later(20)))
    #expect(play.holder(of: 1) == "backend")
    #expect(play.item(1).pullRequests.isEmpty)
    #expect(play.item(1).review.approval == nil)
    play.finishes("backend", "no pull request this time")
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.held(by: "reviewer")?.isReview == true)
  }

  @Test("Work redirected in the second round is not taken for submitted")
  func reopenedAndRedirected() {
    var play = Play([design(1), work(9)], agents: ["designer", "architect"])
    let first = play.holder(of: 1)!
    play.finishes(first, "drawn")
    play.observes(.issue(design(1).closed()), .issue(design(1).later(20)))
    let second = play.holder(of: 1)!
    let other = second == "designer" ? "architect" : "designer"
    if play.held(by: other) != nil { play.finishes(other, "x") }
    play.note("redirect #1 to \(other)")
    #expect(play.holder(of: 1) == other)
    #expect(!play.item(1).isDone)
  }

  @Test("An author still at work when its issue was closed and opened again is told that its task is over")
  func reopenedAtWork() {
    var play = Play([design(1), design(2)], agents: ["designer"])
    play.takes("designer")
    let task = play.held(by: "designer")!
    let number = play.mission.items[task.item]!.issue!.number
    play.observes(.issue(design(number).closed()), .issue(design(number).later(20)))
    #expect(
      play.happens(.taskDone(task.id, .init(result: "late"), by: .conductor("op"))).refusal?.contains("opened again")
        == true)
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("A ready item waits again when its dependency is opened again")
  func dependencyReopened() {
    var play = Play([design(1), design(2, "Depends on #1")])
    play.observes(.issue(design(1).closed()))
    #expect(play.state(2) == .ready)
    play.observes(.issue(design(1).later(20)))
    #expect(play.state(2) == .pending)
    #expect(play.why(2).contains("'Design part 1'"))
  }

  @Test("An issue that is deleted or moved holds its item and asks; when it is seen again the item goes on")
  func vanished() {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    play.observes(.issueGone(references("1")[0], reason: "transferred to acme/other#4"))
    #expect(play.state(1) == .held(.issueVanished("transferred to acme/other#4")))
    #expect(play.agents["designer"]?.state == .idle)
    #expect(play.questions.contains { $0.contains("acme/other#4") })
    play.observes(.issueGone(references("1")[0], reason: "transferred to acme/other#4"))
    #expect(play.timesAskedJustNow == 0)
    play.observes(.issue(design(1)))
    #expect(play.holder(of: 1) == "designer")
    #expect(play.questions.isEmpty)
  }

  @Test("One answer that an issue is not found ends no work; a second one a minute later does, a good one clears it")
  func notFound() {
    let issue = references("1")[0]
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    play.observes(.issueNotFound(issue, reason: "not found"))
    #expect(play.holder(of: 1) == "designer")
    #expect(play.mission.dueWork[.issue(issue)] == play.now.adding(seconds: 60))
    play.waits(seconds: 59)
    play.observes(.issueNotFound(issue, reason: "not found"))
    #expect(play.holder(of: 1) == "designer")
    play.observes(.issueUnchanged(issue))
    play.waits(seconds: 1)
    play.observes(.issueNotFound(issue, reason: "not found"))
    #expect(play.holder(of: 1) == "designer")
    play.observes(.issue(design(1).later()))
    play.waits(seconds: 60)
    play.observes(.issueNotFound(issue, reason: "not found"))
    #expect(play.holder(of: 1) == "designer")
    play.waits(seconds: 60)
    play.observes(.issueNotFound(issue, reason: "not found"))
    #expect(play.state(1) == .held(.issueVanished("not found")))
    #expect(play.agents["designer"]?.state == .idle)
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("An issue that nobody has ever seen is not waited for")
  func neverFound() {
    var play = Play(unread: [.issue(references("1")[0])])
    play.observes(.issueNotFound(references("1")[0], reason: "not found"))
    #expect(play.mission.issues[references("1")[0]]?.gone == "not found")
  }

  @Test("A result that waits for its review survives the loss and return of its issue")
  func vanishedAfterResult() {
    var play = Play([work(1)], agents: ["backend"])
    play.finishes("backend", "done by hand")
    play.observes(.issueGone(references("1")[0], reason: "hidden"), .issue(work(1)))
    #expect(play.state(1) == .submitted(reporting: nil))
  }

  @Test("An edited issue changes its item while nobody has begun it, and only then")
  func edited() {
    var play = Play([work(1), work(2)], agents: ["backend"])
    #expect(play.holder(of: 1) == "backend")
    let labels = ["kind:test", "role:tester", "priority:0"]
    for number in 1...2 {
      play.observes(.issue(work(number, "Depends on #9", title: "New", labels: labels).later()))
    }
    #expect(play.item(1).title == "New 1")
    #expect(play.item(1).kind == .implement)
    #expect(play.holder(of: 1) == "backend")
    #expect(play.item(2).kind == .test)
    #expect(play.item(2).ownerRole == "tester")
    #expect(play.item(2).priority == 0)
    #expect(play.state(2) == .pending)
    #expect(play.why(2).contains("acme/shop#9"))
  }

  @Test("A new cycle keeps the old graph and asks; mending it ends the question")
  func newCycle() {
    var play = Play([design(1, "Depends on #9"), design(2, "Depends on #1")])
    let before = play.item(1).dependsOn
    play.observes(.issue(design(1, "Depends on #2").later()))
    #expect(play.item(1).dependsOn == before)
    #expect(play.questions.contains { $0.contains("the old one stands") && $0.contains("cycle") })
    play.observes(.issue(design(1, "Depends on #9").later(20)))
    #expect(play.questions.isEmpty)
  }

  @Test("A late or doubled issue event changes nothing")
  func late() {
    var play = Play([design(1)])
    let open = design(1).later(5) { $0.title = "Old title" }
    play.observes(.issue(design(1).closed()))
    let before = play.mission.items
    play.observes(.issue(open), .issue(design(1).closed()), .issue(open))
    #expect(play.mission.items == before)
  }

  @Test("Of an edit and a close within one second the close wins in either order, and GitHub is asked")
  func sameSecond() {
    for isEditLast in [true, false] {
      var play = Play([design(1), design(2)])
      let edit = Observation.issue(design(1).later { $0.body = "edited" })
      let close = Observation.issue(design(1).closed())
      play.observes(isEditLast ? close : edit, isEditLast ? edit : close)
      #expect(play.state(1) == .done(.issueClosed))
    }
  }

  @Test("A dependency outside the mission holds its item until it is closed as completed")
  func outside() {
    var play = Play([design(1, "Depends on acme/api#5")], agents: ["designer"])
    let other = references("acme/api#5")[0]
    #expect(play.why(1).contains("acme/api#5"))
    #expect(play.mission.dueWork[.issue(other)] != nil)
    #expect(play.mission.interests.contains(.issue(other)))
    play.observes(.issue(facts("acme/api#5")))
    #expect(play.state(1) == .pending)

    var notPlanned = play
    notPlanned.observes(.issue(facts("acme/api#5").closed(.notPlanned)))
    #expect(notPlanned.state(1) == .held(.dependencyCancelled("acme/api#5")))
    notPlanned.observes(.issue(facts("acme/api#5").closed(.completed, after: 30)))
    #expect(notPlanned.holder(of: 1) == "designer")

    var gone = play
    gone.observes(.issueGone(other, reason: "deleted"))
    #expect(gone.questions.contains { $0.contains("acme/api#5") && $0.contains("deleted") })
    #expect(gone.why(1).contains("gone"))
    gone.observes(.issue(facts("acme/api#5").closed()))
    #expect(gone.questions.isEmpty)

    play.observes(.issue(facts("acme/api#5").closed()))
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("An issue that is as it was, or cannot be read, only moves its next look")
  func unchanged() {
    var play = Play([design(1)])
    let before = play.mission.items
    play.observes(.issueUnchanged(references("1")[0]))
    #expect(play.mission.dueWork[.issue(references("1")[0])] == play.now.adding(seconds: 180))
    play.observes(.issueUnavailable(references("1")[0], reason: "502"))
    #expect(play.mission.dueWork[.issue(references("1")[0])] == play.now.adding(seconds: 60))
    #expect(play.mission.items == before)
  }

  @Test("A webhook does not take away the links that a fetch told")
  func links() {
    var play = Play([design(1), design(2)])
    play.observes(.issue(facts("2", "Design part 2", blockedBy: "1").later()))
    #expect(play.state(2) == .pending)
    play.observes(.issue(design(2).later(20) { $0.labels = ["x"] }))
    #expect(play.state(2) == .pending)
  }
}
