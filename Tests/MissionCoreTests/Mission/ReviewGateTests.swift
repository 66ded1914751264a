import Testing

@testable import MissionCore

@Suite struct ReviewGateTests {
  private let pull = Pull(42)

  private func submitted(_ pull: Pull = Pull(42), agents: [String] = ["backend", "reviewer"]) -> Play {
    var play = Play([work(1)], agents: agents)
    play.handsIn("backend", pull)
    return play
  }

  @Test("A review is asked for once per item and head, however often the head is looked at")
  func once() {
    var play = submitted(agents: ["backend"])
    for _ in 0..<4 {
      play.fetches(pull)
      play.waits(seconds: 60)
    }
    #expect(play.allReviews(1).count == 1)
  }

  @Test("A review waits for a reviewer if none is free, and goes to the next one")
  func waits() {
    var play = submitted(agents: ["backend"])
    #expect(play.reviews(1).map(\.state) == [.pending])
    #expect(play.mission.wants.contains(.lane(.reviewer)))
    play.joins("audit-bot")
    #expect(play.held(by: "audit-bot")?.isReview == true)
  }

  @Test("The verdict is a flag or a result's first words; anything else is refused with the two forms")
  func forms() {
    for (text, flag, passes) in [
      ("approved", nil, true), ("LGTM!", nil, true), ("Approved: fine", nil, true),
      ("", WorkTask.ReviewVerdict.approve, true),
      ("rejected: no", nil, false), ("Changes requested: rename it", nil, false), ("not yet", .reject, false),
    ] {
      var play = submitted()
      #expect(play.finishes("reviewer", text, verdict: flag).refusal == nil, "\(text)")
      #expect(play.item(1).isDone == passes, "\(text)")
    }
    for text in ["", "looks good", "approvedly", "not approved", "I rejected nothing"] {
      var play = submitted()
      let reply = play.finishes("reviewer", text)
      guard case .refused(let refusal) = reply else {
        Issue.record("'\(text)' was taken for a verdict")
        continue
      }
      #expect(refusal.hint.contains("approve") && refusal.hint.contains("reject"))
      #expect(play.held(by: "reviewer") != nil)
    }
  }

  @Test("A rejection says what is to be changed: without a reason it is refused, and can be given again")
  func rejectionWithoutReason() {
    for (text, flag) in [
      ("rejected", nil), ("Changes requested.", nil), ("", WorkTask.ReviewVerdict.reject), ("approved", .reject),
    ] {
      var play = submitted()
      #expect(play.finishes("reviewer", text, verdict: flag).refusalKind == .invalid, "\(text)")
      #expect(play.finishes("reviewer", "rejected: rename it").refusal == nil)
      #expect(play.fixes(1).count == 1)
    }
  }

  @Test("Nobody reviews what they worked on, and help is asked where only they could")
  func neverTheAuthor() {
    var play = Play([work(1)], agents: ["reviewer"])
    play.joins("backend")
    play.note("redirect #1 to reviewer")
    #expect(play.holder(of: 1) == "reviewer")
    play.handsIn("reviewer", pull)
    #expect(play.reviews(1).map(\.state) == [.pending])
    #expect(play.brokenPromises.isEmpty)
    play.waits(seconds: 1800)
    #expect(play.questions.contains { $0.contains("has waited for a reviewer") })
    play.joins("audit")
    #expect(play.held(by: "audit")?.isReview == true)
    #expect(play.questions.isEmpty)
  }

  @Test("A rejection becomes a fix with the reviewer's words; the new head is reviewed anew")
  func rejection() {
    var play = submitted()
    play.finishes("reviewer", "rejected: rename it")
    #expect(play.fixes(1).first?.kind == .fix(.reviewTask))
    #expect(play.takes("backend")?.contains("> rejected: rename it") == true)
    play.fetches(Pull(42, head: "a2"))
    play.finishes("backend", "renamed")
    play.fetches(Pull(42, head: "a2"))
    #expect(play.reviews(1).map(\.kind) == [.review(head: .commits(["a2"]))])
    play.finishes("reviewer", "approved")
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A rejection that a push has answered withdraws its untaken fix")
  func answered() {
    var play = submitted()
    play.finishes("reviewer", "rejected: no")
    #expect(play.fixes(1).count == 1)
    play.fetches(Pull(42, head: "a2"))
    #expect(play.fixes(1).isEmpty)
    #expect(play.reviews(1).map(\.kind) == [.review(head: .commits(["a2"]))])
  }

  @Test("Without a pull request a rejection makes a fix, and its result is reviewed anew")
  func withoutPullRequest() {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.finishes("backend", "first try")
    play.finishes("reviewer", "rejected: no")
    play.finishes("backend", "second try")
    #expect(play.allReviews(1).count == 2)
    play.finishes("reviewer", "approved")
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("New commits make an approval stale and cancel an open review", arguments: [true, false])
  func stale(isApproved: Bool) {
    var play = submitted(pull.with { $0.checks = [check("ci", .pending)] })
    if isApproved { play.finishes("reviewer", "approved") } else { play.takes("reviewer") }
    play.fetches(Pull(42, head: "a2"))
    #expect(!play.item(1).isDone)
    #expect(play.reviews(1).map(\.kind) == [.review(head: .commits(["a2"]))])
    #expect(play.brokenPromises.isEmpty)
  }

  @Test(
    "Another base takes an approval back and cancels an open review, told by a webhook or a fetch",
    arguments: [true, false], [true, false])
  func anotherBase(isApproved: Bool, isHeard: Bool) {
    var play = submitted(pull.with { $0.checks = [check("ci", .pending)] })
    if isApproved { play.finishes("reviewer", "approved") } else { play.takes("reviewer") }
    let elsewhere = pull.with { $0.base = "scratch" }
    if isHeard { play.hears("edited", elsewhere) }
    play.fetches(elsewhere)
    #expect(!play.item(1).isDone)
    #expect(!play.mission.isApproved(play.item(1)))
    #expect(play.reviews(1).count == 1, "somebody looks at it anew")
    play.finishes("reviewer", "approved")
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("An approval of two heads still counts when one of them is merged")
  func partlyMerged() {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.finishes("backend", "\(Pull(41).page) \(Pull(42).page)")
    let pending = [check("ci", .pending)]
    play.fetches(Pull(41, head: "x1") { $0.checks = pending })
    play.fetches(Pull(42, head: "y1") { $0.checks = pending })
    play.finishes("reviewer", "approved")
    play.fetches(Pull(41, head: "x1") { $0.state = .merged })
    #expect(play.mission.isApproved(play.item(1)), "the record says what the gate says")
    play.fetches(Pull(42, head: "y1"))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test(
    "A GitHub approval counts from a person with write access, on the current head, never from the author",
    arguments: [
      (review("1", .approved), true), (review("1", .approved, canWrite: false), false),
      (review("1", .approved, on: "a0"), false), (review("1", .approved, on: nil), false),
      (review("1", by: "Author", .approved), false), (review("1", .commented), false),
      (review("1", .dismissed), false), (review("1", by: "coderabbitai", isBot: true, .approved), false),
    ])
  func onGitHub(_ approval: ReviewFact, counts: Bool) {
    let play = submitted(pull.with { $0.reviews = [approval] }, agents: ["backend"])
    #expect(play.item(1).isDone == counts)
  }

  @Test("An operator's approval counts on the current head only, and only where there is something to approve")
  func operatorApproval() {
    var play = submitted(pull.with { $0.checks = [check("ci", .pending)] }, agents: ["backend"])
    #expect(play.happens(.approve(play.item(1).id, by: "ada")).refusal == nil)
    #expect(play.reviews(1).isEmpty)
    var moved = play
    moved.fetches(Pull(42, head: "a2"))
    #expect(!moved.item(1).isDone)
    play.fetches(pull)
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.happens(.approve(play.item(1).id, by: "ada")).refusalKind == .invalid)

    var early = Play([work(1), design(2, "Depends on #1")], agents: ["backend"])
    #expect(early.happens(.approve(early.item(1).id, by: "ada")).refusal?.contains("no result") == true)
    #expect(early.happens(.approve(early.item(2).id, by: "ada")).refusal?.contains("no review gate") == true)
    #expect(early.happens(.approve(Identifier(high: 3, low: 3), by: "ada")).refusalKind == .notFound)
  }

  @Test("An approval never turns a red check green")
  func approvalIsOneGate() {
    var play = submitted(pull.with { $0.checks = [check("ci", .failure("failure"))] })
    play.happens(.approve(play.item(1).id, by: "ada"))
    #expect(!play.item(1).isDone)
    #expect(play.fixes(1).count == 1)
  }

  @Test("A draft is not reviewed; when it is ready it is")
  func draft() {
    let draft = pull.with { $0.isDraft = true }
    var play = submitted(draft)
    #expect(play.allReviews(1).isEmpty)
    #expect(play.watch(1, .checks)?.status == .done)
    #expect(play.watch(1, .bots)?.status == .done)
    #expect(play.watch(1, .mergeability)?.status == .active)
    play.hears("ready_for_review", pull)
    play.fetches(pull)
    #expect(play.held(by: "reviewer")?.isReview == true)
  }

  @Test("A fix that becomes necessary takes the review back; it is asked for again afterwards")
  func fixFirst() {
    var play = submitted(pull.with { $0.checks = [check("ci", .pending, run: 1)] })
    play.takes("reviewer")
    play.hears(check("ci", .failure("failure"), run: 1), on: pull)
    #expect(play.reviews(1).isEmpty)
    #expect(play.agents["reviewer"]?.state == .idle)
    #expect(play.holder(of: 1) == "backend")
    play.finishes("backend", "mended")
    play.fetches(Pull(42, head: "a2"))
    #expect(play.held(by: "reviewer")?.isReview == true)
  }

  @Test("After a fix no review is asked for before the head was fetched, so that nobody begins one for nothing")
  func onlyCurrent() {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", pull.with { $0.checks = [check("ci", .failure("failure"), run: 1)] })
    play.finishes("backend", "mended")
    #expect(play.allReviews(1).isEmpty)
    play.fetches(pull.with { $0.head = "a2" })
    #expect(play.allReviews(1).map(\.kind) == [.review(head: .commits(["a2"]))])
  }

  @Test("Kinds without a gate and missions without reviewers pass without a review")
  func notNeeded() {
    var play = Play([work(1)], agents: ["backend"]) { $0.reviewerRequired = false }
    play.handsIn("backend", pull)
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.allReviews(1).isEmpty)
  }

  @Test("A review that fails three times is a question to the conductor")
  func failing() {
    var play = submitted()
    for _ in 0..<3 {
      play.gives(up: "reviewer")
      play.waits(seconds: 40)
    }
    #expect(play.reviews(1).isEmpty)
    #expect(play.questions.contains { $0.contains("review failed three times") })
    play.happens(.resume(by: "ada"))
    play.fetches(pull)
    #expect(play.reviews(1).count == 1)
    #expect(play.questions.isEmpty)
  }

  @Test("While a review is due reviewers take nothing else, here or elsewhere", arguments: [true, false])
  func reservation(isElsewhere: Bool) {
    var play = Play([facts("1", "Write tests")])
    play.reviewIsDueElsewhere = isElsewhere
    play.joins("reviewer")
    #expect(play.holder(of: 1) == (isElsewhere ? nil : "reviewer"))
  }
}
