import Testing

@testable import MissionCore

/// Only what happens in a mission's own repositories speaks for it, and only what can be an item's work carries it.
@Suite("Who may speak for a mission")
struct OwnRepositoryTests {
  private static let stranger = PullRequestReference("stranger/other#5")!
  private static let api = PullRequestReference("acme/api#5")!

  private func hint(_ reference: PullRequestReference, at now: Timestamp) -> PullRequestHint {
    var hint = Pull(5).hint("opened", closes: [1], isTrusted: true, updatedAt: now)
    hint.reference = reference
    hint.author = Account(login: "mallory", isBot: false)
    return hint
  }

  @Test("A pull request of a repository that is none of the mission's takes no work over, whatever it says")
  func stranger() {
    var play = Play([work(1)], agents: ["backend"])
    play.observes(.pullRequest(hint(Self.stranger, at: play.now)))
    #expect(play.item(1).pullRequests.isEmpty)
    #expect(play.mission.dueWork.keys.allSatisfy { $0.repository != Self.stranger.repository })
    play.commands("pause", under: "stranger/other#5")
    #expect(play.mission.conversation.waiting.isEmpty)
    play.finishes("backend", "see https://github.com/stranger/other/pull/5 and https://github.com/acme/shop/pull/42")
    #expect(play.item(1).pullRequests == [PullRequestReference("acme/shop#42")!])
  }

  @Test(
    "In another repository of the mission, the author must be allowed to write where the issue is",
    arguments: [CommandRight.writer, .none])
  func crossRepository(right: CommandRight) {
    var play = Play([work(1)], agents: ["backend"]) { $0.repositories = [Self.api.repository] }
    play.observes(.pullRequest(hint(Self.api, at: play.now)))
    #expect(play.item(1).pullRequests.isEmpty)
    #expect(play.mission.dueWork[.commandRight(of: "mallory", in: shop)] != nil)
    play.rights("mallory", right)
    #expect(play.item(1).pullRequests == (right == .writer ? [Self.api] : []))
    #expect(play.mission.dueWork[.commandRight(of: "mallory", in: shop)] == nil)
  }

  @Test(
    "Of what others have pushed anybody can open a pull request: its author must be allowed to write, too",
    arguments: [CommandRight.writer, .none])
  func ofOthersBranch(right: CommandRight) {
    var play = Play([work(1)], agents: ["backend"])
    var hint = Pull(5).hint("opened", closes: [1], isTrusted: false, updatedAt: play.now)
    hint.isInside = true
    hint.author = Account(login: "mallory", isBot: false)
    play.observes(.pullRequest(hint))
    #expect(play.item(1).pullRequests.isEmpty)
    play.rights("mallory", right)
    #expect(play.item(1).pullRequests == (right == .writer ? [hint.reference] : []))
  }

  @Test("What was merged before its author's right was known carries nothing unseen, and a rename takes it along")
  func linkedLate() throws {
    var play = Play([work(1)], agents: ["backend"]) { $0.repositories = [Self.api.repository] }
    play.takes("backend")
    play.now = play.now.adding(seconds: 100)
    play.observes(.pullRequest(hint(Self.api, at: play.now)))
    let market = try #require(RepositoryName("acme/market"))
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    play.now = play.now.adding(seconds: 100)
    play.rights("mallory", .writer, in: market)
    #expect(play.mission.items.item(of: references("acme/market#1")[0])?.pullRequests == [Self.api])
    play.fetches(
      Pull(5) {
        $0.reference = Self.api
        $0.state = .merged
        $0.openedAt = play.now.adding(seconds: -150)
        $0.closedAt = play.now.adding(seconds: -50)
      })
    #expect(play.mission.items.item(of: references("acme/market#1")[0])?.isDone == false)
  }

  @Test("Under a pull request of another repository, the right to write where the issue is decides")
  func decidingRepository() {
    var play = Play([work(1)], agents: ["backend"]) { $0.repositories = [Self.api.repository] }
    play.observes(.pullRequest(hint(Self.api, at: play.now)))
    play.rights("mallory", .writer)
    play.commands("skip #1", under: "acme/api#5")
    #expect(play.mission.dueWork[.commandRight(of: "carol", in: shop)] != nil)
    play.observes(.commandRight(of: "carol", in: Self.api.repository, .writer))
    #expect(!play.item(1).isDone)
    play.rights("carol", .none)
    #expect(!play.item(1).isDone)
  }

  @Test("What was over before the work was handed out is somebody else's: it is let go, and the work is offered again")
  func readToLearn() {
    for state in [PullRequestSnapshot.State.merged, .closed] {
      var play = Play([work(1)], agents: ["backend"])
      play.finishes("backend", "See https://github.com/acme/shop/pull/7 to learn how")
      play.fetches(
        Pull(7) {
          $0.state = state
          $0.openedAt = curtain.adding(seconds: -9_000)
          $0.closedAt = curtain.adding(seconds: -5_000)
        })
      #expect(play.item(1).pullRequests.isEmpty)
      #expect(!play.item(1).isDone)
      #expect(play.mission.tasks.values.contains { $0.kind == .work && $0.isOpen })
      #expect(play.activity.contains { $0.contains("before the work was handed out") })
    }
  }

  @Test("A webhook that says merged finishes nothing before GitHub has shown whose pull request it is")
  func mergedByHint() {
    var play = Play([design(1)], agents: ["designer"])
    play.finishes("designer", Pull(7).page)
    play.hears("closed", Pull(7) { $0.state = .merged })
    #expect(!play.item(1).isDone)
    play.fetches(Pull(7) { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
  }

  @Test("What was merged before it was named still needs its review")
  func mergedBefore() {
    var play = Play([work(1)], agents: ["backend"])
    play.takes("backend")
    play.now = play.now.adding(seconds: 100)
    let merged = Pull(7) {
      $0.state = .merged
      $0.openedAt = play.now.adding(seconds: -50)
      $0.closedAt = play.now.adding(seconds: -10)
    }
    play.finishes("backend", merged.page)
    play.fetches(merged)
    #expect(!play.item(1).isDone)
    #expect(play.reviews(1).count == 1)
    play.joins("reviewer")
    play.finishes("reviewer", "approved")
    #expect(play.state(1) == .done(.merged))
  }
}

/// `task done --pull-request`: GitHub is asked before the report counts.
@Suite("A claimed pull request")
struct PullRequestClaimTests {
  private func claimed(_ text: String, by name: String = "backend") -> (play: Play, reply: Reply) {
    var play = Play([work(1)], agents: [name])
    play.takes(name)
    guard let task = play.held(by: name) else { return (play, .done("nothing held")) }
    let reply = play.happens(
      .taskClaimed(task.id, .init(result: "made"), pullRequest: text, by: task.holder, answering: "signal"))
    return (play, reply)
  }

  private func answers(_ play: Play) -> [Reply] {
    play.effects.compactMap { if case .answer("signal", let reply) = $0 { reply } else { nil } }
  }

  @Test("It waits until GitHub shows it, then the report counts and the answer says what follows")
  func shown() {
    var (play, reply) = claimed("https://github.com/acme/shop/pull/42")
    #expect(reply == .later)
    #expect(play.held(by: "backend") != nil)
    #expect(play.mission.dueWork[.pullRequest(PullRequestReference("acme/shop#42")!)] == play.now)
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending)] })
    #expect(play.item(1).pullRequests.count == 1)
    #expect(play.held(by: "backend") == nil)
    guard case .done(let text)? = answers(play).first else {
      Issue.record("not answered")
      return
    }
    #expect(text.hasSuffix("PR #42 linked; waits for ci and 1 review"))
  }

  @Test("On a mission that was stopped or paused GitHub is asked about it all the same, and the report counts")
  func halted() {
    var (play, _) = claimed("https://github.com/acme/shop/pull/42")
    play.happens(.stop(by: "conductor", force: false))
    #expect(play.mission.isHalted)
    #expect(play.mission.dueWork[.pullRequest(PullRequestReference("acme/shop#42")!)] != nil)
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending)] })
    #expect(answers(play).first?.refusal == nil)
    #expect(answers(play).count == 1)
    #expect(play.held(by: "backend") == nil)
    // Its watches sleep as before.
    #expect(Set(play.mission.dueWork.keys).isDisjoint(with: [.pullRequest(PullRequestReference("acme/shop#42")!)]))
  }

  @Test("On a mission that is over the report counts at once: nothing is asked for it any more")
  func over() {
    var play = Play([work(1)], agents: ["backend"])
    play.takes("backend")
    play.observes(.issue(work(1).closed()))
    #expect(play.mission.header.state == .completed)
    guard let task = play.held(by: "backend") else {
      Issue.record("nothing held")
      return
    }
    let reply = play.happens(
      .taskClaimed(task.id, .init(result: "made"), pullRequest: "#42", by: task.holder, answering: "signal"))
    guard case .done = reply else {
      Issue.record("not answered: \(reply)")
      return
    }
    #expect(play.held(by: "backend") == nil)
    #expect(play.mission.dueWork.isEmpty)
  }

  @Test("Scheme and host may be written in capitals")
  func capitals() {
    #expect(claimed("HTTPS://GitHub.com/acme/shop/pull/42").reply == .later)
  }

  @Test("One that does not exist is refused; the task is still its agent's, and can be reported again")
  func gone() {
    var (play, _) = claimed("#43")
    play.observes(.pullRequestGone(PullRequestReference("acme/shop#43")!, reason: "not found"))
    guard case .refused(let refusal)? = answers(play).first else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.kind == .invalid)
    #expect(play.held(by: "backend") != nil)
    #expect(play.mission.pullRequests[PullRequestReference("acme/shop#43")!] == nil)
    #expect(play.finishes("backend", Pull(42).page).refusal == nil)
  }

  @Test(
    "One elsewhere, an issue, and what is no reference are refused at once",
    arguments: ["https://evil.example/acme/shop/pull/42", "acme/other#42", "#1", "the pull request", ""])
  func refused(text: String) {
    let (play, reply) = claimed(text)
    #expect(reply.refusalKind == .invalid)
    #expect(play.held(by: "backend") != nil)
  }

  @Test("One that was merged before the work was handed out is refused")
  func old() {
    var (play, _) = claimed("#7")
    play.fetches(
      Pull(7) {
        $0.state = .merged
        $0.openedAt = curtain.adding(seconds: -9_000)
        $0.closedAt = curtain.adding(seconds: -5_000)
      })
    #expect(answers(play).first?.refusalKind == .invalid)
    #expect(play.held(by: "backend") != nil)
    #expect(play.mission.pullRequests[PullRequestReference("acme/shop#7")!] == nil)
  }

  @Test("While GitHub cannot be asked the word counts, and nothing is green or merged by it")
  func unavailable() {
    var (play, _) = claimed("#42")
    let reference = PullRequestReference("acme/shop#42")!
    play.observes(.pullRequestUnavailable(reference, reason: "502"))
    guard case .done(let text)? = answers(play).first else {
      Issue.record("not accepted")
      return
    }
    #expect(text.hasSuffix("GitHub could not be asked whether acme/shop#42 is there: 502"))
    #expect(play.item(1).pullRequests == [reference])
    #expect(!play.item(1).isDone)
  }

  @Test("Work on an issue's code without a pull request is refused, unless the agent says that there is none")
  func none() {
    var play = Play([work(1), design(2)], agents: ["backend", "designer"])
    play.takes("backend")
    play.takes("designer")
    for (name, isRefused) in [("backend", true), ("designer", false)] {
      guard let task = play.held(by: name) else { continue }
      #expect((play.happens(.taskDone(task.id, .init(result: "made"), by: task.holder)).refusal != nil) == isRefused)
    }
    guard let task = play.held(by: "backend") else { return }
    let report = WorkTask.Report(result: "made", hasNoPullRequest: true)
    #expect(play.happens(.taskDone(task.id, report, by: task.holder)).refusal == nil)
  }

  @Test("A report's texts are cut to 64 KiB at a character's end, and that is said")
  func cut() {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    guard let task = play.held(by: "designer") else { return }
    let long = String(repeating: "é", count: 40_000)
    guard case .done(let text) = play.happens(.taskDone(task.id, .init(result: long), by: task.holder)) else { return }
    #expect(text.contains("cut to 64 KiB"))
    #expect(play.item(1).result.map { $0.utf8.count <= 65_536 && long.hasPrefix($0) } == true)
  }
}
