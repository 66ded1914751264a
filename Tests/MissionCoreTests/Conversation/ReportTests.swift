import Testing

@testable import MissionCore

@Suite struct ReportTests {
  @Test("Off says nothing; asked for its status, it says it once")
  func off() throws {
    var play = Play([design(1), design(2)], agents: ["designer"])
    play.takes("designer")
    play.waits(seconds: 120)
    #expect(play.reports.isEmpty)
    play.commands("status")
    play.rights("carol", .writer)
    #expect(play.reactions == ["eyes on 100"])
    let pending = try #require(play.reports[references("1")[0]])
    #expect(play.reports.count == 1)
    #expect(pending.attempts.nextAt == play.now)
    play.writesReports(as: 7)
    #expect(play.mission.conversation.asked.isEmpty)
    play.finishes("designer", "done")
    play.waits(seconds: 120)
    #expect(play.reports.isEmpty)
    play.commands("status", comment: 101)
    play.now = play.now.adding(seconds: 400)
    play.rights("carol", .writer)
    #expect(play.reports[references("1")[0]]?.report?.comment == 7)
  }

  @Test(
    "Where nothing is reported, what a reaction cannot say is said all the same",
    arguments: [
      ("help", "the commands are /signalbox status"), ("dance", "not understood"), ("approve #999", "not done"),
    ])
  func answered(command: String, words: String) throws {
    var play = Play([design(1), design(2)], agents: ["designer"])
    play.takes("designer")
    play.waits(seconds: 120)
    #expect(play.reports.isEmpty)
    play.commands(command)
    play.rights("carol", .writer)
    let report = try #require(play.reports[references("1")[0]]?.report)
    #expect(report.text.contains(words), "\(report.text)")
    #expect(play.reports.count == 1)
    play.writesReports(as: 7)
    play.finishes("designer", "done")
    play.waits(seconds: 120)
    #expect(play.reports.isEmpty)
  }

  @Test("A report says what was used: in all and of what may be, by each agent, and for each item")
  func used() throws {
    var play = Play([design(1), design(2)], agents: ["designer", "architect"]) {
      $0.report = .comment
      $0.maxCostUSD = 5
    }
    for name in ["designer", "architect"] {
      play.takes(name)
      let task = try #require(play.held(by: name))
      var usage = RunUsage()
      usage.costUSD = name == "designer" ? 0.25 : 1
      usage.inputTokens = 12_345
      play.happens(
        .taskAccounted(task.id, usage, session: nil, by: try #require(play.agents[name]?.id)))
    }
    let text = play.mission.reportText(on: references("1")[0], roster: play.roster())
    #expect(text.contains("Used: $1.25 of $5.00, 24.6k tokens in (architect $1.00; designer $0.25)"))
    #expect(text.contains("($1.00)") && text.contains("($0.25)"))
    // Whoever is busy elsewhere, or idle among many, is called by the same name: the comment does not change for that.
    play.finishes("architect", "done")
    #expect(play.roster().known.values.contains { $0.name == "architect" })
  }

  @Test("Amounts are told to the cent, counts in short, and what was not told is left out")
  func amounts() {
    #expect(
      [0, 0.001, 0.005, 1.234, 12, 1234.5].map(RunUsage.dollars) == [
        "$0.00", "<$0.01", "$0.01", "$1.23", "$12.00", "$1234.50",
      ])
    #expect(RunUsage.dollars(.nan) == "$0.00" && RunUsage.dollars(.infinity) == "$0.00")
    var usage = RunUsage()
    #expect(usage.summary.isEmpty)
    usage.outputTokens = 950
    usage.turns = 1
    #expect(usage.summary == "950 tokens out, 1 turn")
    usage.inputTokens = 4_567_000
    #expect(usage.summary == "4.5M tokens in, 950 out, 1 turn")
  }

  @Test("Each issue and pull request has one comment, edited in place and at most once a minute")
  func edited() throws {
    let issue = references("1")[0]
    var play = Play([design(1), design(2)], agents: []) { $0.report = .comment }
    #expect(Set(play.reports.keys) == Set(references("1") + references("2")))
    let first = try #require(play.reports[issue])
    #expect(first.report?.comment == nil)
    #expect(first.attempts.nextAt > play.now)
    play.waits(seconds: 10)
    let writtenAt = play.now
    play.writesReports(as: 7)
    #expect(play.reports.isEmpty)

    // Nothing changes, nothing is written.
    play.waits(seconds: 600)
    #expect(play.reports.isEmpty)

    play.joins("designer")
    let second = try #require(play.reports[issue])
    #expect(second.report?.comment == 7)
    #expect(second.attempts.nextAt > play.now)
    play.waits(seconds: 10)
    play.writesReports(as: 7)
    let editedAt = play.now
    play.takes("designer")
    #expect(play.reports[issue]?.attempts.nextAt == editedAt.adding(seconds: 60))
    #expect(writtenAt < editedAt)
  }

  @Test("The last state wins: what waits is replaced, what returns to what stands there is dropped")
  func lastStateWins() throws {
    let issue = references("1")[0]
    var play = Play([design(1)], agents: []) { $0.report = .comment }
    play.waits(seconds: 10)
    play.writesReports(as: 7)
    play.note("pause")
    let waiting = try #require(play.reports[issue])
    #expect(waiting.report?.text.contains("Paused by ada") == true)
    play.note("resume")
    #expect(play.reports.isEmpty)
    play.note("pause")
    play.happens(.stop(by: "bob", force: false))
    #expect(play.reports.count == 1)
    #expect(play.reports[issue]?.report?.text.contains("Stopped by bob") == true)
  }

  @Test("What may be under way is not changed; what has changed since follows after a minute")
  func underWay() throws {
    let issue = references("1")[0]
    var play = Play([design(1)], agents: []) { $0.report = .comment }
    play.waits(seconds: 10)
    let pending = try #require(play.reports[issue])
    play.note("pause")
    #expect(play.reports[issue] == pending)
    play.happens(.actionEnded(pending.id, .written(7)))
    let next = try #require(play.reports[issue])
    #expect(next.report?.comment == 7)
    #expect(next.attempts.nextAt == play.now.adding(seconds: 60))
    #expect(next.report?.text.contains("Paused by ada") == true)
  }

  @Test("A mission's end is reported too")
  func end() throws {
    var play = Play([design(1)], agents: ["designer"]) { $0.report = .comment }
    play.waits(seconds: 10)
    play.writesReports(as: 7)
    play.finishes("designer", "done")
    #expect(play.mission.header.state == .completed)
    let last = try #require(play.reports[references("1")[0]])
    #expect(last.report?.text.contains("is completed, 1 of 1 items done") == true)
    #expect(play.mission.dueWork[.action(last.id)] == last.attempts.nextAt)
    #expect(play.mission.actionToPerform(last.id) == last)
    play.waits(seconds: 100)
    play.writesReports(as: 7)
    #expect(play.mission.dueWork.isEmpty)
  }

  @Test("A refused comment is not tried again for an hour, and said once")
  func refused() throws {
    var play = Play([design(1)], agents: []) { $0.report = .comment }
    play.waits(seconds: 10)
    for _ in 0..<3 {
      let pending = try #require(play.reports.values.first)
      play.happens(.actionEnded(pending.id, .refused("locked")))
      #expect(play.reports.isEmpty)
      play.waits(seconds: 3_700)
      play.waits(seconds: 10)
    }
    #expect(play.activity.filter { $0.contains("locked") }.count == 1)
  }

  @Test("A check run reports on each head; it is none of the pull request's checks")
  func check() throws {
    var play = Play([work(1)], agents: ["backend"]) {
      $0.report = .check
      $0.reviewerRequired = false
    }
    play.handsIn("backend", Pull(42) { $0.checks = [MissionCoreTests.check("ci", .pending)] })
    #expect(play.reports.isEmpty)
    let report = try #require(play.checkReport)
    #expect(report.head == "a1")
    #expect(!report.isPassing)
    play.waits(seconds: 10)
    play.writesReports(as: 555)
    #expect(play.mission.conversation.ownCheckRuns == [555])

    // Ours is there and green, theirs is pending; then ours alone is there.
    let ours = MissionCoreTests.check("Signalbox", .neutral, run: 555)
    play.fetches(Pull(42) { $0.checks = [ours, MissionCoreTests.check("ci", .pending)] })
    #expect(play.mission.pullRequests.values.first?.snapshot?.checks.elements.map(\.name) == ["ci"])
    play.fetches(
      Pull(42) {
        $0.checks = [ours, MissionCoreTests.check("ci")]
        $0.required = [.init(name: "Signalbox", appID: nil)]
      })
    play.waits(seconds: 120)
    #expect(play.item(1).isDone)

    // Somebody else's check of that name counts.
    let theirs = MissionCoreTests.check("Signalbox", .failure("failure"), run: 556)
    let snapshot = Pull(42) { $0.checks = [theirs] }.snapshot(startedAt: play.now, updatedAt: play.now)
    #expect(play.mission.withoutOwnChecks(snapshot) == snapshot)
  }

  @Test("Another mission's check run on the same head is no check of the pull request; one that is red is none of ours")
  func othersCheck() {
    func signalbox(_ state: CheckState, externalID: String? = "signalbox:mission:8") -> CheckFact {
      MissionCoreTests.check("Signalbox", state, run: 777, externalID: externalID)
    }
    let play = Play([work(1)], agents: ["backend"])
    for (check, remains) in [
      (signalbox(.success), false), (signalbox(.neutral), false), (signalbox(.failure("failure")), true),
      (signalbox(.pending), true), (signalbox(.success, externalID: nil), true),
      (signalbox(.success, externalID: "mine"), true),
      (MissionCoreTests.check("ci", externalID: "signalbox:mission:1"), true),
    ] {
      let snapshot = Pull(42) { $0.checks = [check] }.snapshot(startedAt: play.now, updatedAt: play.now)
      #expect(play.mission.withoutOwnChecks(snapshot).checks.elements == (remains ? [check] : []))
    }

    var waiting = Play([design(1)], agents: ["designer"])
    waiting.handsIn("designer", Pull(42) { $0.checks = [signalbox(.success)] })
    waiting.waits(seconds: 120)
    waiting.fetches(Pull(42) { $0.checks = [signalbox(.success)] })
    #expect(!waiting.item(1).isDone, "checks may yet come")
  }

  @Test("A new head gets a check run of its own")
  func newHead() throws {
    var play = Play([work(1)], agents: ["backend"]) { $0.report = .check }
    play.handsIn("backend", Pull(42))
    play.waits(seconds: 10)
    play.writesReports(as: 555)
    play.fetches(Pull(42, head: "b2"))
    let report = try #require(play.checkReport)
    #expect(report.head == "b2")
    #expect(report.run == nil)
  }

  @Test("A merged pull request's check says the last word too: it must not stay as something that waits")
  func merged() throws {
    var play = Play([work(1)], agents: ["backend"]) {
      $0.report = .check
      $0.reviewerRequired = false
      $0.completeOn = .merge
    }
    play.handsIn("backend", Pull(42))
    play.waits(seconds: 10)
    play.writesReports(as: 555)
    play.waits(seconds: 120)
    play.writesReports(as: 555)
    play.fetches(Pull(42) { $0.state = .merged })
    #expect(play.item(1).isDone)
    let last = try #require(play.checkReport)
    #expect(last.isPassing)
    #expect(last.run == 555)
    #expect(last.head == "a1")
  }

  @Test("Where no check run may be written, comments take its place, and that is said once")
  func fallBack() throws {
    var play = Play([work(1)], agents: ["backend"]) { $0.report = .check }
    play.handsIn("backend", Pull(42))
    let pending = try #require(play.mission.outbox.pending.values.first { $0.action.isCheck })
    play.happens(.actionEnded(pending.id, .refused("Resource not accessible by personal access token")))
    #expect(play.checkReport == nil)
    #expect(Set(play.reports.keys) == Set(references("1") + references("42")))
    #expect(play.activity.filter { $0.contains("only a GitHub App may") }.count == 1)
    #expect(!play.item(1).isDone)
  }

  @Test("A report names what is in its own repository; of others it tells the number alone")
  func otherRepositories() throws {
    var vault = facts("acme/vault#3", "Rotate the secret key")
    vault.url = "https://github.com/acme/vault/issues/3"
    let play = Play([design(1), vault], agents: ["designer"])
    let here = play.mission.reportText(on: references("1")[0], roster: play.roster())
    #expect(here.contains("Design part") && !here.contains("secret key") && !here.contains("vault"))
    #expect(here.contains("- … and 1 in other repositories, 0 of them done"))
    let there = play.mission.reportText(on: vault.reference, roster: play.roster())
    #expect(there.contains("secret key") && !there.contains("Design part") && !there.contains("shop"))
  }

  @Test("Titles and reasons from outside are shown, and do nothing")
  func inert() throws {
    let title = "Fix @octocat's <b>#12</b> `x` ![a](http://b) | GH-7"
    var play = Play([facts("1", title)], agents: []) { $0.report = .comment }
    play.waits(seconds: 10)
    let text = try #require(play.reports[references("1")[0]]?.report?.text)
    #expect(!text.contains("@octocat"))
    #expect(!text.contains("#12"))
    #expect(!text.contains("<b>"))
    #expect(!text.contains("![a]"))
    #expect(!text.contains("GH-7"))
    #expect(text.contains("`#1` **Fix @&#8203;octocat's &lt;b&gt;#&#8203;12&lt;/b&gt;"))
  }

  @Test(
    "Inert text has no syntax left",
    arguments: [
      ("a", "a"), ("*b*", "\\*b\\*"), ("a\nb", "a b"), ("<!-- x -->y", "y"), ("\u{202E}z", "z"), ("&lt;", "&amp;lt;"),
      ("gh-1 Gh-2 a-b", "gh-&#8203;1 Gh-&#8203;2 a-b"), ("[l](u)", "\\[l\\]\\(u\\)"), ("https://x", "https\\://x"),
      ("see www.evil.example, WWW.x", "see www&#8203;.evil.example, WWW&#8203;.x"),
    ])
  func inertText(_ text: String, _ inert: String) {
    #expect(InertMarkdown.line(text) == inert)
  }

  @Test("A mission of many targets writes no more than twelve times a minute")
  func many() throws {
    var play = Play((1...30).map { design($0) }, agents: []) { $0.report = .comment }
    play.waits(seconds: 10)
    play.writesReports(as: 7)
    play.note("pause")
    let times = play.reports.values.map(\.attempts.nextAt)
    #expect(times.count == 30)
    #expect(times.allSatisfy { $0 == play.now.adding(seconds: 150) })
  }
}

extension Play {
  /// The check run that is to be written.
  fileprivate var checkReport: StatusCheck? {
    mission.outbox.pending.values.compactMap { pending in
      if case .check(let report) = pending.action { report } else { nil }
    }.first
  }
}

extension Action {
  fileprivate var isCheck: Bool {
    if case .check = self { true } else { false }
  }
}
