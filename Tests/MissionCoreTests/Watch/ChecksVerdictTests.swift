import Testing

@testable import MissionCore

@Suite struct ChecksVerdictTests {
  private static let start = Timestamp(milliseconds: 1_000_000)
  private static let words = [
    "success", "neutral", "skipped", "failure", "error", "timed_out", "startup_failure", "cancelled", "action_required",
    "stale", "", "brand_new",
  ]
  private static let statuses = [
    "completed", "queued", "in_progress", "waiting", "requested", "pending", "made_up", "",
  ]

  /// The facts of a pull request whose head was fetched once, long after the head was seen.
  private static func fetched(_ pull: Pull, seconds: Int = 10_000) -> PullRequestFacts {
    var facts = PullRequestFacts(reference: pull.reference, now: start)
    facts.move(to: "a1", at: start)
    facts.snapshot = pull.snapshot(startedAt: start.adding(seconds: seconds), updatedAt: start)
    return facts
  }

  private static func verdict(_ pull: Pull, seconds: Int = 10_000) -> Verdict {
    fetched(pull, seconds: seconds).checksVerdict(policy: Policy(), at: start.adding(seconds: seconds))
  }

  private static func isGreen(_ verdict: Verdict) -> Bool {
    if case .passes = verdict { return true } else { return false }
  }

  private static func isRed(_ verdict: Verdict) -> Bool {
    if case .acts = verdict { return true } else { return false }
  }

  @Test("A check is green only when it completed with success, neutral or skipped, whatever else is said about it")
  func everyRun() {
    for status in Self.statuses {
      for conclusion in Self.words {
        for spelled in [conclusion, conclusion.uppercased()] {
          for isRequired in [true, false] {
            for isComplete in [true, false] {
              let state = CheckState(status: status, conclusion: spelled)
              var pull = Pull(42)
              pull.checks = [check("good"), check("ci", state, isRequired: isRequired)]
              pull.required = isRequired ? [.init(name: "ci", appID: 15368)] : []
              pull.checksAreComplete = isComplete
              let verdict = Self.verdict(pull)
              let passes = status == "completed" && ["success", "neutral", "skipped"].contains(conclusion)
              #expect(Self.isGreen(verdict) == (passes && isComplete), "\(status) \(spelled) \(isRequired)")
              let fails = ["failure", "error", "timed_out", "startup_failure", "cancelled"].contains(conclusion)
              #expect(Self.isRed(verdict) == (status == "completed" && fails), "\(status) \(spelled)")
            }
          }
        }
      }
    }
  }

  @Test("A commit status is green only when it says success, and counts beside a check run of the same name")
  func everyStatus() {
    for word in ["success", "failure", "error", "pending", "expected", "", "brand_new", "SUCCESS", "ERROR"] {
      var pull = Pull(42)
      pull.checks = [check("ci"), check("ci", CheckState(statusState: word), source: .status)]
      let verdict = Self.verdict(pull)
      #expect(Self.isGreen(verdict) == (word.lowercased() == "success"), "\(word)")
      #expect(Self.isRed(verdict) == ["failure", "error"].contains(word.lowercased()), "\(word)")
    }
  }

  @Test(
    "A webhook turns a check red at once but never green, and an unknown word neither",
    arguments: words)
  func everyWebhook(_ conclusion: String) {
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.checks = [check("ci", .pending, run: 5)] }
    play.handsIn("designer", pull)
    play.hears(check("ci", CheckState(status: "completed", conclusion: conclusion), run: 5), on: pull)
    let isRed = ["failure", "error", "timed_out", "startup_failure"].contains(conclusion)
    #expect(play.watch(1, .checks)?.status == (isRed ? .snoozed : .active))
    #expect(play.fixes(1).count == (isRed ? 1 : 0))
    #expect(!play.item(1).isDone)
    guard conclusion == "cancelled" else { return }
    // Whether a newer run replaces it only GitHub can tell.
    play.fetches(pull.with { $0.checks = [check("ci", .cancelled, run: 5)] })
    #expect(play.fixes(1).count == 1)
  }

  @Test("Nothing is green on a listing that is cut, on another commit, on an old head, or after something happened")
  func noProof() {
    #expect(Self.isGreen(Self.verdict(Pull(42))))
    #expect(!Self.isGreen(Self.verdict(Pull(42) { $0.checksAreComplete = false })))
    for state in ["blocked", "behind", "dirty", "unknown", "draft", "", "brand_new"] {
      let unread = Pull(42) {
        $0.requiredAreComplete = false
        $0.mergeState = state
      }
      #expect(!Self.isGreen(Self.verdict(unread)), "\(state)")
    }
    #expect(!Self.isGreen(Self.verdict(Pull(42) { $0.checkedCommit = "b1" })))
    #expect(!Self.isGreen(Self.verdict(Pull(42) { $0.checkedCommit = .some(nil) })))
    #expect(!Self.isGreen(Self.verdict(Pull(42, head: "b1"))))
    var touched = Self.fetched(Pull(42))
    touched.touch(at: Self.start.adding(seconds: 10_000))
    #expect(!Self.isGreen(touched.checksVerdict(policy: Policy(), at: Self.start.adding(seconds: 20_000))))
  }

  @Test("A failing check of another commit is not red on this one; after half an hour a person is asked")
  func otherCommit() {
    let pull = Pull(42) {
      $0.checkedCommit = "b1"
      $0.checks = [check("ci", .failure("failure"))]
    }
    #expect(Self.verdict(pull, seconds: 1_000) == .waits("GitHub's checks are of another commit"))
    guard case .needsPerson = Self.verdict(pull) else {
      Issue.record("waits without a word")
      return
    }
  }

  @Test("A required check that never reported keeps it open, also when another app reports under its name")
  func required() {
    let missing = Pull(42) { $0.required = [.init(name: "deploy", appID: nil)] }
    #expect(Self.verdict(missing, seconds: 1799) == .waits("required check deploy has not reported"))
    let wrongApp = Pull(42) { $0.required = [.init(name: "ci", appID: 99)] }
    #expect(Self.verdict(wrongApp, seconds: 1799) == .waits("required check ci has not reported"))
    let unknownApp = Pull(42) {
      $0.required = [.init(name: "ci", appID: 15368)]
      $0.checks = [check("ci", appID: nil)]
    }
    #expect(!Self.isGreen(Self.verdict(unknownApp)))
    let status = Pull(42) {
      $0.required = [.init(name: "ci", appID: 15368)]
      $0.checks = [check("ci", source: .status, isRequired: true)]
    }
    #expect(Self.isGreen(Self.verdict(status)), "GitHub calls this status the required one")
    #expect(Self.isGreen(Self.verdict(Pull(42) { $0.required = [.init(name: "ci", appID: nil)] })))
  }

  @Test("No checks at all, or none that ran, counts only after the grace period", arguments: [true, false])
  func grace(isEmpty: Bool) {
    let pull = Pull(42) { $0.checks = isEmpty ? [] : [check("docs", .skipped)] }
    #expect(!Self.isGreen(Self.verdict(pull, seconds: 299)))
    #expect(Self.isGreen(Self.verdict(pull, seconds: 300)))
    #expect(!Self.isGreen(Self.verdict(pull.with { $0.required = [.init(name: "ci", appID: nil)] }, seconds: 9_999)))
  }

  @Test("A re-run replaces its predecessor by start and number, in whatever order the two are listed")
  func rerun() {
    let early = Self.start
    let late = Self.start.adding(seconds: 60)
    let failed = check("ci", .failure("failure"), run: 1, startedAt: early)
    for second in [CheckState.success, .pending, .failure("failure")] {
      let again = check("ci", second, run: 2, startedAt: late)
      for listed in [[failed, again], [again, failed]] {
        let verdict = Self.verdict(Pull(42) { $0.checks = listed })
        #expect(Self.isGreen(verdict) == (second == .success))
        #expect(Self.isRed(verdict) == (second == .failure("failure")))
      }
    }
    let cancelled = check("ci", .cancelled, run: 1)
    #expect(Self.isGreen(Self.verdict(Pull(42) { $0.checks = [check("ci", run: 2), cancelled] })))
  }

  @Test("Of two runs that nothing tells apart the failing one counts")
  func incomparable() {
    let failed = check("ci", .failure("failure"))
    for listed in [[failed, check("ci")], [check("ci"), failed]] {
      #expect(Self.isRed(Self.verdict(Pull(42) { $0.checks = listed })))
    }
  }

  @Test("Two apps may bear one name: neither hides the other, nor does an app that is not known")
  func apps() {
    let failed = check("build", .failure("failure"), app: "circle", appID: 1)
    for other in ["github-actions", nil] {
      let pull = Pull(42) { $0.checks = [failed, check("build", app: other)] }
      #expect(Self.isRed(Self.verdict(pull)))
    }
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.checks = [check("build", .pending)] }
    play.handsIn("designer", pull)
    play.hears(failed, on: pull)
    play.hears(check("build", app: nil), on: pull)
    #expect(play.watch(1, .checks)?.status == .snoozed)
  }

  @Test("A late 'in progress' of a run that has ended changes nothing")
  func lateStart() {
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.checks = [check("ci", .failure("failure"), run: 5)] }
    play.handsIn("designer", pull)
    let task = play.fixes(1).first?.id
    play.hears(check("ci", .pending, run: 5), on: pull)
    #expect(play.fixes(1).map(\.id) == [task])
    play.hears(check("ci", .pending, run: 6), on: pull)
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A check that waits for a person asks the conductor, not the author")
  func actionRequired() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .actionRequired)] })
    #expect(play.fixes(1).isEmpty)
    #expect(play.questions.contains { $0.contains("waits for a person's approval") })
    play.fetches(Pull(42))
    #expect(play.questions.isEmpty)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A required check that never reports asks the conductor after half an hour, once, and says so until it does")
  func neverReported() {
    for pull in [
      Pull(42) { $0.required = [.init(name: "deploy", appID: nil)] },
      Pull(42) { $0.required = [.init(name: "deploy", appID: 99)] },
      Pull(42) { $0.checks = [check("ci"), check("deploy", CheckState(statusState: "EXPECTED"), source: .status)] },
    ] {
      var play = Play([design(1)], agents: ["designer"])
      play.handsIn("designer", pull)
      #expect(play.why(1).contains("required check deploy has not reported"))
      #expect(play.questions.isEmpty)
      let seen = play.mission.pullRequests[pull.reference]!.headSeenAt
      play.waits(seconds: 1000)
      #expect(play.mission.dueWork[.tick] == seen.adding(seconds: 1800), "the clock is asked for")
      play.waits(seconds: 801)
      #expect(play.questions.count == 1)
      #expect(play.questions.contains { $0.contains("deploy has not reported for half an hour") })
      #expect(play.why(1).contains("deploy has not reported for half an hour"))
      play.observes(.pullRequestTouched(pull.reference))
      #expect(play.timesAskedJustNow == 0)
      #expect(play.questions.count == 1, "asking GitHub again takes nothing back")
      play.fetches(
        pull.with {
          $0.checks = [check("ci"), check("deploy", appID: 99), check("deploy", source: .status)]
        })
      #expect(play.questions.isEmpty)
      #expect(play.state(1) == .done(.gatesPassed))
    }
  }

  @Test(
    "A check that ended in a word nobody knows asks the conductor after half an hour", arguments: ["stale", "huh", ""])
  func stuck(_ conclusion: String) {
    var play = Play([design(1)], agents: ["designer"])
    let state = CheckState(status: "completed", conclusion: conclusion)
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", state)] })
    #expect(play.questions.isEmpty)
    play.waits(seconds: 1801)
    #expect(play.questions.count == 1)
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A cancelled job of an older run of the same workflow is ignored, one of another workflow or the newest is red")
  func superseded() {
    func verdict(_ other: CheckFact) -> Verdict {
      let cancelled = check("deploy", .cancelled, run: 1, workflow: 7, workflowRun: 70)
      return Self.verdict(Pull(42) { $0.checks = [cancelled, other] })
    }
    #expect(Self.isGreen(verdict(check("build", run: 2, workflow: 7, workflowRun: 71))))
    #expect(verdict(check("build", .pending, run: 2, workflow: 7, workflowRun: 71)) == .waits("check build is pending"))
    #expect(Self.isRed(verdict(check("build", run: 2, workflow: 7, workflowRun: 69))))
    #expect(Self.isRed(verdict(check("build", run: 2, workflow: 7, workflowRun: 70))))
    #expect(Self.isRed(verdict(check("build", run: 2, workflow: 8, workflowRun: 71))))
    #expect(Self.isRed(verdict(check("build", run: 2))))
    let failed = check("deploy", .failure("failure"), run: 1, workflow: 7, workflowRun: 70)
    let newer = check("build", run: 2, workflow: 7, workflowRun: 71)
    #expect(Self.isRed(Self.verdict(Pull(42) { $0.checks = [failed, newer] })), "only what was cancelled is ignored")
    let required = Pull(42) {
      $0.checks = [check("deploy", .cancelled, run: 1, workflow: 7, workflowRun: 70), newer]
      $0.required = [.init(name: "deploy", appID: nil)]
    }
    #expect(!Self.isGreen(Self.verdict(required)), "what is required has to report again")
  }

  @Test("Of one run the end wins over its beginning and a later end over an earlier one; a new attempt begins anew")
  func oneRun() {
    let second = Self.start
    let began = check("ci", .pending, run: 5, startedAt: second)
    let failed = check("ci", .failure("failure"), run: 5, startedAt: second, endedAt: second.adding(seconds: 9))
    let passed = check("ci", run: 5, startedAt: second, endedAt: second.adding(seconds: 20))
    let again = check("ci", .pending, run: 5, startedAt: second.adding(seconds: 30))
    for (first, then, last) in [
      (began, failed, failed), (failed, began, failed), (failed, passed, passed), (passed, failed, passed),
      (failed, again, again), (again, failed, again), (again, passed, again),
    ] {
      var play = Play([design(1)], agents: ["designer"])
      let pull = Pull(42) { $0.checks = [check("ci", .pending, run: 4)] }
      play.handsIn("designer", pull)
      play.hears(first, on: pull)
      play.hears(then, on: pull)
      let known = play.mission.pullRequests[pull.reference]!.checksOfHead.map(\.fact.state)
      #expect(known == [last.state], "\(first.state) then \(then.state)")
    }
  }

  @Test("Checks of a merge queue's own commit make their pull request due and say nothing about its head")
  func mergeGroup() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    play.waits(seconds: 60)
    play.observes(
      .check(
        CheckHint(
          repository: shop, sha: "queue1", pullRequests: [Pull(42).reference],
          check: check("ci", .failure("failure")))))
    #expect(play.fixes(1).isEmpty)
    #expect(play.mission.dueWork[.pullRequest(Pull(42).reference)].map { $0 <= play.now } == true)
  }
}
