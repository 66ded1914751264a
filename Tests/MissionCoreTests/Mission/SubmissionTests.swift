import Testing

@testable import MissionCore

@Suite struct SubmissionTests {
  @Test("A pull request's address in a result becomes four watches, named once or often")
  func fourWatches() {
    var play = Play([work(1)], agents: ["backend"])
    play.finishes(
      "backend", "Done: https://github.com/acme/shop/pull/42 (see https://github.com/ACME/shop/pull/42/files)")
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    #expect(play.watches(1) == [.active, .active, .active, .active])
    #expect(play.mission.watches.count == 4)
  }

  @Test("The long and the short form of one pull request are one", arguments: ["acme/shop#42", "(acme/shop#42)."])
  func twoForms(_ short: String) {
    var play = Play([work(1)], agents: ["backend"])
    play.finishes("backend", "\(short) is https://github.com/acme/shop/pull/42")
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    #expect(play.item(1).unconfirmed.isEmpty)
  }

  @Test("A short reference is watched once GitHub shows a pull request, and dropped where it is an issue")
  func shortForm() {
    var play = Play([design(1)], agents: ["designer"])
    play.finishes("designer", "acme/shop#42 and **acme/shop#7**, for acme/shop#1")
    #expect(play.item(1).unconfirmed.map(\.number) == [42, 7])
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.why(1).contains("GitHub is being asked whether"))
    #expect(play.mission.dueWork.keys.contains(.pullRequest(Pull(7).reference)))
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending)] })
    play.observes(.pullRequestGone(Pull(7).reference, reason: "not found"))
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    #expect(play.item(1).unconfirmed.isEmpty)
    #expect(play.watches(1).count == 4)
    #expect(play.mission.pullRequests[Pull(7).reference] == nil)
  }

  @Test("A result whose only reference is an issue is a result without a pull request")
  func onlyAnIssue() {
    var play = Play([design(1)], agents: ["designer"])
    play.finishes("designer", "see acme/shop#7")
    play.observes(.pullRequestGone(Pull(7).reference, reason: "it is an issue"))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A result without a pull request waits for its review gate, or is done where there is none")
  func noPullRequest() {
    var play = Play([work(1), design(2)], agents: ["backend", "designer"])
    play.finishes("backend", "done by hand")
    play.finishes("designer", "drawn")
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.reviews(1).count == 1)
    #expect(play.state(2) == .done(.gatesPassed))
  }

  @Test("A trusted pull request that closes an issue submits it from wherever it stands before", arguments: 0..<4)
  func claimed(stage: Int) {
    var play = Play([design(1, stage == 0 ? "Depends on #9" : "")], agents: [])
    if stage >= 2 { play.joins("designer") }
    if stage == 3 { play.takes("designer") }
    play.hears("opened", Pull(42), closes: 1)
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    #expect(play.state(1) == .submitted(reporting: stage == 3 ? play.held(by: "designer")?.id : nil))
    #expect(play.openTasks(1).count == (stage == 3 ? 1 : 0), "work that is handed in must not be handed out")
    #expect(play.brokenPromises.isEmpty)
    play.fetches(Pull(42))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A pull request of a stranger submits nothing by claiming to close an issue")
  func untrusted() {
    var play = Play([work(1)], agents: ["backend"])
    play.hears("opened", Pull(42), closes: 1, isTrusted: false)
    #expect(play.item(1).pullRequests.isEmpty)
    #expect(play.holder(of: 1) == "backend")
  }

  @Test("A pull request that is known for one issue may close another later")
  func secondIssue() {
    var play = Play([design(1), design(2)], agents: ["designer"])
    play.finishes("designer", Pull(42).page)
    play.hears("edited", Pull(42), closes: 1, 2)
    #expect(play.item(2).pullRequests.map(\.number) == [42])
  }

  @Test("The list of open pull requests finds what closes an issue when its webhook was lost")
  func foundByPolling() {
    var play = Play([work(1)])
    #expect(play.mission.dueWork.keys.contains(.openPullRequests(shop)))
    play.observes(
      .openPullRequests(shop, [Pull(42).hint("", closes: [1], isTrusted: true, updatedAt: play.now)]))
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    #expect(!play.mission.dueWork.keys.contains(.openPullRequests(shop)))
  }

  @Test("An author whose pull request was seen first may still report, and its report is taken in")
  func lateReport() {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.takes("backend")
    play.hears("opened", Pull(42), closes: 1)
    play.fetches(Pull(42))
    #expect(play.reviews(1).isEmpty, "nobody reviews what its author is still changing")
    #expect(play.finishes("backend", "done", summary: "two endpoints").refusal == nil)
    #expect(play.item(1).result == "two endpoints")
    #expect(play.holder(of: 1) == nil)
    #expect(play.reviews(1).isEmpty, "what was fetched before the report may be of the head before it")
    play.fetches(Pull(42))
    #expect(play.held(by: "reviewer")?.isReview == true)
  }

  @Test("The lease of an author whose pull request was seen ends without a second author")
  func lateLease() {
    var play = Play([work(1)], agents: ["backend", "server"])
    play.takes("backend")
    play.hears("opened", Pull(42) { $0.checks = [check("ci", .pending)] }, closes: 1)
    play.waits(seconds: 3600)
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.openTasks(1).allSatisfy { $0.isReview })
    #expect(play.agents["backend"]?.state == .lost)
  }

  @Test("A completion of a finished, superseded, untaken or unknown task is refused, says why and changes nothing")
  func refused() {
    var play = Play([work(1), work(2)], agents: ["backend"])
    play.takes("backend")
    let task = play.held(by: "backend")!.id
    play.finishes("backend", "done")
    let before = play.mission
    let again = play.happens(.taskDone(task, .init(result: Pull(42).page), by: .conductor("op")))
    #expect(again.refusal?.contains("completed already") == true)
    #expect(again.refusalKind == .invalid)
    #expect(play.activity.last?.contains("Refused the completion") == true)
    #expect(play.mission.items == before.items)
    #expect(play.mission.tasks == before.tasks)
    #expect(
      play.happens(.taskFailed(task, reason: "no", by: .conductor("op"))).refusal?.contains("completed already") == true
    )
    #expect(
      play.happens(.taskDone(Identifier(high: 5, low: 5), .init(result: ""), by: .conductor("op"))).refusalKind
        == .notFound)
    let review = play.reviews(1)[0].id
    #expect(
      play.happens(.taskDone(review, .init(result: "approved"), by: .conductor("op"))).refusal?.contains(
        "not been handed") == true)
  }

  @Test("A report for work whose issue was closed meanwhile is accepted and reopens nothing")
  func doneMeanwhile() {
    var play = Play([work(1), work(2)], agents: ["backend"])
    play.takes("backend")
    play.observes(.issue(work(1).closed()))
    #expect(play.state(1) == .done(.issueClosed))
    #expect(play.finishes("backend", Pull(42).page).refusal == nil)
    #expect(play.state(1) == .done(.issueClosed))
    #expect(play.watches(1).isEmpty)
    #expect(play.holder(of: 2) == "backend")
  }

  @Test("A mission that is over still takes the report of an author at work, and watches that lease only")
  func overWithLease() {
    var play = Play([work(1)], agents: ["backend"])
    play.takes("backend")
    play.observes(.issue(work(1).closed()))
    #expect(play.mission.header.state == .completed)
    #expect(play.mission.dueWork == [.tick: play.now.adding(seconds: 3600)])
    var reported = play
    #expect(reported.finishes("backend", "done").refusal == nil)
    #expect(reported.mission.dueWork.isEmpty)
    #expect(reported.agents["backend"]?.state == .idle)
    play.waits(seconds: 3600)
    #expect(play.agents["backend"]?.state == .lost)
    #expect(play.mission.header.state == .completed)
    #expect(play.mission.dueWork.isEmpty)
  }

  @Test("A fix without a pull request in its report does not finish an item whose checks are red")
  func fixWithoutReference() {
    var play = Play([design(1)], agents: ["designer"])
    let red = Pull(42) { $0.checks = [check("ci", .failure("failure"))] }
    play.handsIn("designer", red)
    play.finishes("designer", "fixed it")
    #expect(play.state(1) == .submitted(reporting: nil))
    play.fetches(red)
    #expect(!play.item(1).isDone)
  }

  @Test("A fix's report leaves what dependents are told of the work")
  func fixKeepsResult() {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    play.finishes("designer", Pull(42).page, summary: "three endpoints")
    play.fetches(Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    play.finishes("designer", "mended the lint")
    #expect(play.item(1).result == "three endpoints")
  }

  @Test("A pull request that does not exist asks for help, and is let go once another carries the item")
  func mistyped() {
    var play = Play([design(1)], agents: ["designer"])
    play.finishes("designer", Pull(4242).page)
    play.observes(.pullRequestGone(Pull(4242).reference, reason: "not found"))
    #expect(play.questions.contains { $0.contains("acme/shop#4242") })
    #expect(play.why(1).contains("could not be read"))
    play.hears("opened", Pull(42), closes: 1)
    play.fetches(Pull(42))
    #expect(play.state(1) == .done(.gatesPassed))
  }
}
