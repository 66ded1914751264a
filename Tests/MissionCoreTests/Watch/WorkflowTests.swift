import Testing

@testable import MissionCore

/// Jobs of several workflows, or of one workflow run for several events, that bear one name.
@Suite struct WorkflowTests {
  private static let start = Timestamp(milliseconds: 1_700_000_000_000)
  private static let failure = CheckState.failure("failure")

  private static func job(
    _ state: CheckState, run: Int, workflow: Int? = 1, event: String? = "push", suite: Int? = nil
  ) -> CheckFact {
    var fact = check(
      "test", state, run: run, startedAt: start.adding(seconds: run), workflow: workflow,
      workflowRun: workflow.map { $0 * 100 + run }, event: event, suite: suite)
    if state != .pending { fact.completedAt = start.adding(seconds: run) }
    return fact
  }

  private static func verdict(
    _ checks: [CheckFact], _ required: [String] = ["test"], rollUp: String? = nil
  ) -> Verdict {
    let pull = Pull(42) {
      $0.checks = checks
      $0.rollUp = rollUp
      $0.required = required.map { .init(name: $0, appID: 15368) }
    }
    var facts = PullRequestFacts(reference: pull.reference, now: start)
    facts.move(to: "a1", at: start)
    facts.snapshot = pull.snapshot(startedAt: start.adding(seconds: 10_000), updatedAt: start)
    return facts.checksVerdict(policy: Policy(), at: start.adding(seconds: 10_000))
  }

  private static func isRed(_ verdict: Verdict) -> Bool {
    if case .acts = verdict { return true } else { return false }
  }

  @Test("A failing job is not hidden by a newer one of the same name in another workflow, or for another event")
  func hidden() {
    for other in [Self.job(.success, run: 2, workflow: 2), Self.job(.success, run: 2, event: "pull_request")] {
      let failing = Self.job(Self.failure, run: 1)
      #expect(Self.isRed(Self.verdict([failing, other])))
      #expect(Self.isRed(Self.verdict([other, failing])))
      #expect(Self.verdict([Self.job(.pending, run: 1), other]) == .waits("check test is pending"))
    }
  }

  @Test("A newer run of the same workflow for the same event replaces an older one, in whatever order they are listed")
  func replaced() {
    let checks = [Self.job(Self.failure, run: 1), Self.job(.success, run: 2)]
    #expect(Self.verdict(checks) == .passes("passing"))
    #expect(Self.verdict(checks.reversed()) == .passes("passing"))
    #expect(Self.isRed(Self.verdict([Self.job(.success, run: 1), Self.job(Self.failure, run: 2)])))
  }

  @Test("A cancelled run counts no more once a newer run of its workflow is there, whatever that runs for")
  func cancelled() {
    let checks = [Self.job(.cancelled, run: 1), Self.job(.success, run: 2, event: "pull_request")]
    #expect(Self.verdict(checks) == .passes("passing"))
    #expect(Self.isRed(Self.verdict([Self.job(.cancelled, run: 1), Self.job(.success, run: 2, workflow: 2)])))
  }

  @Test("Where the workflow is not known, the suites of GitHub Actions keep its jobs apart; another app has but one")
  func suites() {
    let failing = Self.job(Self.failure, run: 1, workflow: nil, suite: 10)
    #expect(Self.isRed(Self.verdict([failing, Self.job(.success, run: 2, workflow: nil, suite: 11)])))
    // It began when the failing one had ended: the same job, run again.
    let again = [failing, Self.job(.success, run: 2, workflow: nil, suite: 10)]
    #expect(Self.verdict(again, rollUp: "success") == .passes("passing"))
    #expect(Self.verdict(again) == .passes("passing"))
    func ofCircle(_ fact: CheckFact) -> CheckFact {
      var fact = fact
      fact.app = "circleci"
      return fact
    }
    let newer = Self.job(.success, run: 2, workflow: nil, suite: 11)
    #expect(Self.verdict([ofCircle(failing), ofCircle(newer)]) == .passes("passing"))
  }

  @Test("Two failing jobs of one name are one reason for a fix, which shows both")
  func oneCause() {
    var second = Self.job(Self.failure, run: 2, workflow: 2)
    second.summary = "two tests failed"
    guard case .acts(let causes, _) = Self.verdict([Self.job(Self.failure, run: 1), second]) else {
      Issue.record("not red")
      return
    }
    #expect(causes.count == 1)
    #expect(causes[0].quoted?.contains("two tests failed") == true)
  }

  @Test("A webhook's success in one workflow takes back no failure of another that a webhook told")
  func webhooks() {
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.checks = [] }
    play.handsIn("designer", pull)
    play.hears(Self.job(Self.failure, run: 1, workflow: nil, suite: 10), on: pull)
    #expect(play.fixes(1).count == 1)
    play.hears(Self.job(.success, run: 2, workflow: nil, suite: 11), on: pull)
    #expect(play.fixes(1).count == 1)
    // The same job, run again, does.
    play.hears(Self.job(.success, run: 3, workflow: nil, suite: 10), on: pull)
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A webhook is laid over the fetched check of its suite, whose workflow it does not tell")
  func overlay() {
    var play = Play([design(1)], agents: ["designer"])
    let failing = Self.job(Self.failure, run: 1, suite: 10)
    let other = Self.job(.success, run: 2, workflow: 2, suite: 11)
    let pull = Pull(42) { $0.checks = [failing, other] }
    play.handsIn("designer", pull)
    #expect(play.fixes(1).count == 1)
    play.hears(Self.job(.pending, run: 3, workflow: nil, event: nil, suite: 11), on: pull)
    #expect(play.fixes(1).count == 1, "another workflow's run")
    play.hears(Self.job(.pending, run: 4, workflow: nil, event: nil, suite: 10), on: pull)
    #expect(play.fixes(1).isEmpty, "its own job has begun again")
    #expect(play.watch(1, .checks)?.verdict == "check test is pending")
  }
}
