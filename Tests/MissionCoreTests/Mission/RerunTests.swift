import Testing

@testable import MissionCore

@Suite struct RerunTests {
  private func red(_ run: Int, workflow: Int? = 7, _ name: String = "ci") -> CheckFact {
    check(name, .failure("failure"), run: run, workflowRun: workflow)
  }

  private func pull(_ checks: CheckFact...) -> Pull { Pull(42) { $0.checks = checks } }

  private func handedIn(_ pull: Pull, reruns: Int = 1) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.ciReruns = reruns }
    play.handsIn("designer", pull)
    return play
  }

  private func rerun(_ workflow: Int = 7, known: Int = 0) -> Action {
    .rerunFailedJobs(
      Pull(42).reference, workflowRun: workflow, reruns: known, failedAt: Timestamp(milliseconds: 1))
  }

  @Test("Failed jobs are run again before a fix is asked for; when they pass, none is")
  func passes() {
    var play = handedIn(pull(red(1)))
    #expect(play.acts == [rerun()])
    #expect(play.fixes(1).isEmpty)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.why(1).contains("run again"))
    play.acts(.done("attempt 2"))
    play.fetches(pull(red(1)))
    #expect(play.fixes(1).isEmpty, "GitHub has not begun them yet")
    play.fetches(pull(check("ci", .pending, run: 2, workflowRun: 7)))
    #expect(play.fixes(1).isEmpty)
    play.fetches(pull(check("ci", .success, run: 2, workflowRun: 7)))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("When they fail again as often as the policy allows, a fix is asked for")
  func failsAgain() {
    var play = handedIn(pull(red(1)), reruns: 2)
    play.acts(.done("attempt 2"))
    play.fetches(pull(red(2)))
    #expect(play.fixes(1).isEmpty)
    #expect(play.acts == [rerun(known: 1)])
    play.acts(.done("attempt 3"))
    play.fetches(pull(red(3)))
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).count == 1)
  }

  @Test("A new head has all its re-runs before it")
  func newHead() {
    var play = handedIn(pull(red(1)))
    play.acts(.done("attempt 2"))
    play.fetches(pull(red(2)))
    #expect(play.fixes(1).count == 1)
    play.finishes("designer", "mended")
    play.fetches(Pull(42, head: "a2") { $0.checks = [red(3, workflow: 8)] })
    #expect(play.acts == [rerun(8)])
    #expect(play.fixes(1).isEmpty)
  }

  @Test(
    "What no re-run can help is a fix at once",
    arguments: [
      check("ci", .failure("failure"), app: "other", run: 1), check("ci", .failure("failure"), source: .status),
      check("ci", .failure("failure"), run: nil, workflowRun: 7), check("ci", .failure("failure"), run: 1),
    ])
  func fixes(check: CheckFact) {
    let play = handedIn(pull(check))
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).count == 1)
  }

  @Test("One check that needs a fix makes re-running the others useless")
  func mixed() {
    let play = handedIn(pull(red(1), check("legacy", .failure("failure"), source: .status)))
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1)[0].causes.count == 2)
  }

  @Test("A refusal to run them again is a fix at once")
  func refused() {
    var play = handedIn(pull(red(1)))
    play.acts(.refused("The workflow run is too old"))
    play.fetches(pull(red(1)))
    #expect(play.fixes(1).count == 1)
    #expect(play.acts.isEmpty)
  }

  @Test("Jobs that GitHub does not begin again within five minutes are a fix")
  func nothingCameOfIt() {
    var play = handedIn(pull(red(1)))
    play.acts(.done("attempt 2"))
    play.fetches(pull(red(1)))
    let due = play.mission.dueWork[.tick]!
    #expect(due <= play.now.adding(seconds: 300))
    play.waits(seconds: 299)
    #expect(play.fixes(1).isEmpty)
    play.waits(seconds: 1)
    #expect(play.fixes(1).count == 1)
  }

  @Test("While other jobs of the workflow still run, it is waited for; two workflows are two re-runs")
  func workflows() {
    var play = handedIn(pull(red(1), check("slow", .pending, run: 2, workflowRun: 7)))
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).isEmpty)
    #expect(play.why(1).contains("once its workflow has ended"))
    play.fetches(pull(red(1), red(2, "slow"), red(3, workflow: 9, "other")))
    #expect(Set(play.acts) == [rerun(7), rerun(9)])
  }

  @Test("A webhook's failure waits for the fetch that tells its workflow run, where re-runs are allowed")
  func heard() {
    var play = handedIn(pull(check("ci", .pending, run: 1, workflowRun: 7)))
    play.hears(check("ci", .failure("failure"), run: 1), on: Pull(42))
    #expect(play.fixes(1).isEmpty)
    play.fetches(pull(red(1)))
    #expect(play.acts == [rerun()])
    var without = handedIn(pull(check("ci", .pending, run: 1)), reruns: 0)
    without.hears(check("ci", .failure("failure"), run: 1), on: Pull(42))
    #expect(without.fixes(1).count == 1, "without re-runs it is a fact at once")
  }

  // MARK: Branches that are behind

  private let behind = Pull(42) { $0.mergeState = "behind" }

  private func handedInBehind(updates: Bool = true) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.updateBranch = updates }
    play.handsIn("designer", behind)
    return play
  }

  @Test("A branch that is behind is updated once by GitHub where the policy asks for it, else by its author")
  func updates() {
    var play = handedInBehind()
    #expect(play.acts == [.updateBranch(behind.reference, head: "a1")])
    #expect(play.fixes(1).isEmpty)
    play.acts(.done("GitHub is at it"))
    play.fetches(behind)
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).isEmpty)
    play.hears("synchronize", Pull(42, head: "a2"))
    play.fetches(Pull(42, head: "a2"))
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(handedInBehind(updates: false).fixes(1).count == 1)
  }

  @Test("A branch updated by us is no progress of the mission's; a push is")
  func ownPush() {
    var play = handedInBehind()
    let progressAt = play.mission.header.lastProgressAt
    play.now = play.now.adding(seconds: 100)
    play.acts(.done("GitHub is at it"))
    play.hears("synchronize", Pull(42, head: "a2"))
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.mission.header.lastProgressAt == progressAt)
    play.hears("synchronize", Pull(42, head: "a3"))
    #expect(play.mission.header.lastProgressAt == play.now)
  }

  @Test("No branch is updated while a request stands that a new head would seem to answer")
  func unansweredRequest() {
    let asking = behind.with { $0.threads = [thread("T1", comment("c1", by: "carol", "Why?"))] }
    var play = Play([design(1)], agents: ["designer"]) {
      $0.updateBranch = true
      $0.resolveThreads = true
    }
    play.handsIn("designer", asking)
    play.finishes("designer", "nothing to do")
    play.fetches(asking)
    #expect(play.acts.isEmpty)
    play.fetches(asking)
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).count == 1, "it is not answered")
    play.fetches(behind)
    #expect(play.acts == [.updateBranch(behind.reference, head: "a1")])
  }

  @Test("What GitHub will not update, or does not in five minutes, its author must")
  func updateFails() {
    var play = handedInBehind()
    play.acts(.refused("merge conflict"))
    play.fetches(behind)
    #expect(play.fixes(1).count == 1)
    play = handedInBehind()
    play.acts(.done("GitHub is at it"))
    play.waits(seconds: 301)
    play.fetches(behind)
    #expect(play.fixes(1).count == 1)
  }

  @Test("A conflict is the author's in any case, and nothing is updated under the hands of who mends it")
  func conflict() {
    var play = Play([design(1)], agents: ["designer"]) { $0.updateBranch = true }
    play.handsIn(
      "designer",
      behind.with {
        $0.mergeability = .conflicting
        $0.mergeState = "dirty"
      })
    #expect(play.fixes(1).count == 1)
    play.takes("designer")
    play.fetches(behind)
    #expect(play.acts.isEmpty)
  }

  // MARK: Threads

  private let asked = thread("T1", comment("c1", by: "carol", "Why?"))

  private func mended(resolves: Bool = true) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.resolveThreads = resolves }
    play.handsIn("designer", Pull(42) { $0.threads = [asked] })
    #expect(play.fixes(1).count == 1)
    play.finishes("designer", "mended")
    return play
  }

  @Test("After a fix, threads are answered and resolved on the new head, once, where the policy asks for it")
  func resolves() {
    var play = mended()
    let next = Pull(42, head: "a2") { $0.threads = [asked] }
    play.fetches(next)
    #expect(play.acts == [.resolveThread(next.reference, thread: "T1", head: "a2")])
    play.acts(.done("answered and resolved"))
    let answer = comment("c2", by: "signalbox", "Addressed.\n\n\(ReviewThreadFact.answerMark)a2 -->")
    let answered = thread("T1", comment("c1", by: "carol", "Why?"), answer)
    play.fetches(next.with { $0.threads = [answered] })
    #expect(play.acts.isEmpty, "once is enough")
    #expect(play.fixes(1).isEmpty, "its own answer is no new request")
    var resolved = answered
    resolved.isResolved = true
    play.fetches(next.with { $0.threads = [resolved] })
    #expect(play.state(1) == .done(.gatesPassed))
    var without = mended(resolves: false)
    without.fetches(next)
    #expect(without.acts.isEmpty)
  }

  private static func bug(_ id: String = "c1") -> CommentFact {
    comment(id, by: "cursor", isBot: true, "### Off by one\n\nBUGBOT_BUG_ID: 11111111-2222-4333-8444-555555555555")
  }

  /// A fix was made for what Bugbot found in two threads; it was told by a webhook first, or fetched.
  private func debugged(isTold: Bool = false) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.resolveThreads = true }
    let pull = Pull(42) { $0.threads = [thread("T1", Self.bug()), thread("T2", Self.bug("c2"), line: 9)] }
    if isTold {
      play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
      play.observes(.comment(Pull(42).reference, Self.bug(), path: "a.swift", line: 3))
      play.observes(.comment(Pull(42).reference, Self.bug("c2"), path: "a.swift", line: 9))
      play.takes("designer")
      play.fetches(pull)
    } else {
      play.handsIn("designer", pull)
    }
    #expect(play.fixes(1).map(\.kind) == [.fix(.bots)])
    play.finishes("designer", "mended")
    return play
  }

  @Test("A bot's threads are resolved like people's, all that say the same, once the bot has looked at the new head")
  func bots() {
    for isTold in [true, false] {
      for isOutdated in [true, false] {
        var play = debugged(isTold: isTold)
        let next = Pull(42, head: "a2") {
          $0.threads = [
            thread("T1", Self.bug(), isOutdated: isOutdated),
            thread("T2", Self.bug("c2"), isOutdated: isOutdated, line: 9),
            thread("T3", comment("c3", by: "carol", "And this?")),
          ]
        }
        play.fetches(next)
        #expect(!play.fixes(1).contains { $0.kind == .fix(.bots) }, "what is being resolved needs no second fix")
        if !isOutdated {
          #expect(play.acts.isEmpty, "it may find it again")
          play.fetches(next.with { $0.checks += [check("Cursor Bugbot", app: "cursor")] })
        }
        #expect(
          play.acts == ["T1", "T2"].map { .resolveThread(next.reference, thread: $0, head: "a2") },
          "never the thread of somebody whom no fix was for")
        #expect(!play.fixes(1).contains { $0.kind == .fix(.bots) })
      }
    }
  }

  @Test("A bot that finds it again, or a thread that may not be resolved, asks for another fix")
  func foundAgain() {
    var play = debugged()
    play.fetches(
      Pull(42, head: "a2") {
        $0.threads = [thread("T1", Self.bug(), isResolved: true), thread("T4", Self.bug("c4"), line: 12)]
      })
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).map(\.kind) == [.fix(.bots)])
    var refused = debugged()
    let next = Pull(42, head: "a2") {
      $0.threads = [thread("T1", Self.bug())]
      $0.checks += [check("Cursor Bugbot", app: "cursor")]
    }
    refused.fetches(next)
    #expect(refused.acts(.refused("not allowed")) != nil)
    refused.fetches(next)
    #expect(refused.fixes(1).map(\.kind) == [.fix(.bots)])
    #expect(refused.acts.isEmpty)
  }

  @Test("Without a new head nothing was answered")
  func sameHead() {
    var play = mended()
    play.fetches(Pull(42) { $0.threads = [asked] })
    #expect(play.acts.isEmpty)
  }

  @Test("A thread in which somebody has written since is left to them")
  func writtenSince() {
    var play = mended()
    let more = thread("T1", comment("c1", by: "carol", "Why?"), comment("c2", by: "dave", "And this?"))
    play.fetches(Pull(42, head: "a2") { $0.threads = [more] })
    #expect(play.acts.isEmpty)
    #expect(play.fixes(1).count == 1)
  }
}
