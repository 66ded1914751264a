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

  private static func verdict(_ pull: Pull, seconds: Int = 10_000) -> WatchVerdict {
    fetched(pull, seconds: seconds).checksVerdict(policy: Policy(), at: start.adding(seconds: seconds))
  }

  private static func isGreen(_ verdict: WatchVerdict) -> Bool {
    if case .passes = verdict { return true } else { return false }
  }

  private static func isRed(_ verdict: WatchVerdict) -> Bool {
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
    let isRed = ["failure", "error", "timed_out", "startup_failure", "cancelled"].contains(conclusion)
    #expect(play.watch(1, .checks)?.status == (isRed ? .snoozed : .active))
    #expect(play.fixes(1).count == (isRed ? 1 : 0))
    #expect(!play.item(1).isDone)
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

  @Test("A failing check of another commit is not red on this one")
  func otherCommit() {
    let pull = Pull(42) {
      $0.checkedCommit = "b1"
      $0.checks = [check("ci", .failure("failure"))]
    }
    #expect(Self.verdict(pull) == .waits("GitHub's checks are of another commit"))
  }

  @Test("A required check that never reported keeps it open, also when another app reports under its name")
  func required() {
    let missing = Pull(42) { $0.required = [.init(name: "deploy", appID: nil)] }
    #expect(Self.verdict(missing) == .waits("required check deploy has not reported"))
    let wrongApp = Pull(42) { $0.required = [.init(name: "ci", appID: 99)] }
    #expect(Self.verdict(wrongApp) == .waits("required check ci has not reported"))
    let unknownApp = Pull(42) {
      $0.required = [.init(name: "ci", appID: 15368)]
      $0.checks = [check("ci", appID: nil)]
    }
    #expect(!Self.isGreen(Self.verdict(unknownApp)))
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
}
