import TestSupport
import Testing

@testable import MissionCore

/// Worlds put together at random from parts that each carry their meaning (issues' bodies, checks, rules of the branch,
/// bots' speech, branches' names, closing references), against a plain oracle written from GitHub's documentation: work
/// waits for what its issue's body names and for nothing else, a pull request belongs to what closes or claims it, green
/// is only where no part forbids it, and nothing waits for ever without a word.
@Suite struct WorldGeneratorTests {
  /// One part of what GitHub shows, and what follows from it.
  private struct Part: Sendable {
    var name: String
    /// Whether GitHub's documentation lets a head with it be green.
    var mayBeGreen = true
    /// What it adds to GitHub's own roll-up.
    var isRed = false
    var change: @Sendable (inout Pull, Int) -> Void
  }

  private static let startOfTime = Timestamp(milliseconds: 1_800_000_000_000)
  private static func moment(_ seconds: Int) -> Timestamp { startOfTime.adding(seconds: seconds) }

  /// A job of a workflow run; they end a minute after they began.
  private static func job(
    _ number: Int, _ state: CheckState, run: Int, began: Int = 0, workflowRun: Int, isRequired: Bool = false
  ) -> CheckFact {
    check(
      "job \(number)", state, run: run, startedAt: moment(began), endedAt: moment(began + 60), workflow: number,
      workflowRun: workflowRun, event: "pull_request", suite: workflowRun, isRequired: isRequired)
  }

  private static let parts: [Part] = [
    Part(name: "passing job") { pull, n in pull.checks.append(job(n, .success, run: n, workflowRun: n)) },
    Part(name: "skipped job") { pull, n in pull.checks.append(job(n, .skipped, run: n, workflowRun: n)) },
    Part(name: "neutral job") { pull, n in pull.checks.append(job(n, .neutral, run: n, workflowRun: n)) },
    Part(name: "passing status") { pull, n in pull.checks.append(check("status \(n)", source: .status, run: n)) },
    Part(name: "failed job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
    },
    Part(name: "timed out job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("timed_out"), run: n, workflowRun: n))
    },
    Part(name: "failed status", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("status \(n)", .failure("error"), source: .status, run: n))
    },
    Part(name: "failed job that passed when run again") { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n))
    },
    Part(name: "failed run that a newer one replaced") { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n + 1))
    },
    Part(name: "two jobs of one name, one failed", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .failure("failure"), run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 1, workflowRun: n))
    },
    Part(name: "cancelled job", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(job(n, .cancelled, run: n, workflowRun: n))
    },
    Part(name: "cancelled run that a newer one replaced") { pull, n in
      pull.checks.append(job(n, .cancelled, run: n, workflowRun: n))
      pull.checks.append(job(n, .success, run: n + 1, began: 100, workflowRun: n + 1))
    },
    Part(name: "suite that failed without a run", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("suite \(n)", .failure("startup_failure"), source: .suite, run: n, suite: n))
    },
    Part(name: "suite that waits for approval", mayBeGreen: false) { pull, n in
      pull.checks.append(check("suite \(n)", .actionRequired, source: .suite, run: n, suite: n))
    },
    Part(name: "stale job", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .stale, run: n, workflowRun: n))
    },
    Part(name: "conclusion of tomorrow", mayBeGreen: false) { pull, n in
      pull.checks.append(job(n, .unknown("splendid"), run: n, workflowRun: n))
    },
    Part(name: "required check that never reports", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "required \(n)", appID: nil))
    },
    Part(name: "required check that another app reports", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: 99))
      pull.checks.append(job(n, .success, run: n, workflowRun: n))
    },
    Part(name: "required check that passes") { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: 15368))
      pull.checks.append(job(n, .success, run: n, workflowRun: n, isRequired: true))
    },
    Part(name: "required check that is pending for ever", mayBeGreen: false) { pull, n in
      pull.required.append(.init(name: "job \(n)", appID: nil))
      pull.checks.append(job(n, .pending, run: n, workflowRun: n, isRequired: true))
    },
    Part(name: "checks cut off", mayBeGreen: false) { pull, _ in pull.checksAreComplete = false },
    Part(name: "checks of another commit", mayBeGreen: false) { pull, n in
      pull.checkedCommit = "b2"
      pull.checks.append(job(n, .success, run: n, workflowRun: n))
    },
    Part(name: "deployment that waits to be authorized", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(
        check(
          "Vercel \(n)", .failure("failure"), source: .status, run: n, summary: "Authorization required to deploy."))
    },
    Part(name: "unsigned licence agreement", mayBeGreen: false, isRed: true) { pull, n in
      pull.checks.append(check("license/cla", .failure("failure"), source: .status, run: n))
    },
    Part(name: "review bot that found nothing") { pull, n in say(.clean, in: &pull, n) },
    Part(name: "review bot that found something", mayBeGreen: false) { pull, n in say(.findings, in: &pull, n) },
    Part(name: "review bot that did not look", mayBeGreen: false) { pull, n in say(.standsDown(.skipped), in: &pull, n)
    },
    Part(name: "review bot that counts what no thread shows", mayBeGreen: false) { pull, n in
      say(.announces(2), in: &pull, n)
    },
    Part(name: "review bot that says what nobody knows", mayBeGreen: false) { pull, n in
      say(.unknown, in: &pull, n)
    },
    Part(name: "thread of a bot", mayBeGreen: false) { pull, n in
      pull.threads.append(
        thread("t\(n)", comment("c\(n)", by: "cursor[bot]", isBot: true, "### Leak\n\n**Low Severity**")))
    },
    Part(name: "outdated thread of a bot", mayBeGreen: false) { pull, n in
      pull.threads.append(
        thread("t\(n)", comment("c\(n)", by: "greptile-apps[bot]", isBot: true, "P1: leak"), isOutdated: true))
    },
    Part(name: "resolved thread of a person") { pull, n in
      pull.threads.append(thread("t\(n)", comment("c\(n)", by: "ada", "why?", hasSay: true), isResolved: true))
    },
  ]

  /// The bots' texts of each meaning, with the account that says it. What a bot writes as an author is not in question.
  private static let speeches: [BotText.Meaning: [(login: String, text: String)]] = {
    let logins = Dictionary(
      uniqueKeysWithValues: ReviewBot.catalogue.filter { !$0.alsoWrites }.map { ($0.name, $0.logins.min()) })
    return Dictionary(grouping: BotSpeech.ofEveryBot, by: \.expected).mapValues { speeches in
      speeches.compactMap { speech in (logins[speech.bot] ?? nil).map { ($0, speech.text) } }
    }
  }()

  /// Lets a bot, any that has a text of that meaning, write it after the head was pushed.
  private static func say(_ meaning: BotText.Meaning, in pull: inout Pull, _ number: Int) {
    let speeches = speeches[meaning] ?? []
    for place in 0..<speeches.count {
      let speech = speeches[(number + place) % speeches.count]
      guard !pull.botComments.contains(where: { $0.author.login == speech.login }) else { continue }
      pull.botComments.append(comment("s\(number)", by: speech.login, isBot: true, speech.text, updatedAt: moment(30)))
      return
    }
  }

  /// What happens before a pull request is looked at, up to the agent's report that it is there: the same for every look.
  private struct Prelude: CustomStringConvertible {
    let body: [DependencyGeneratorTests.Part]
    let other: OtherPull
    /// Whether another issue waits for the first.
    let hasSecond: Bool
    private(set) var play: Play
    private(set) var isHandedOut = true

    init(_ chance: inout SplitMix64) {
      body = (0..<Int.random(in: 0...2, using: &chance)).map { _ in DependencyGeneratorTests.part(&chance) }
      other = OtherPull(&chance)
      hasSecond = other.isOf101 || Int.random(in: 0..<3, using: &chance) == 0
      let text = body.map(\.text).joined(separator: "\n\n")
      // The second issue is nobody's work yet: it waits for the first.
      play = Play(
        [design(100, text)] + (hasSecond ? [design(101, "Depends on #100")] : []), agents: ["designer"]
      ) {
        $0.noChecksGraceSeconds = 60
      }
      other.opens(in: &play)
      let blockers = Set(body.flatMap(\.waitsFor)).sorted()
      if let last = blockers.last {
        play.happens(blockers.dropLast().map { .observed(.issue(facts("\($0)").closed())) })
        #expect(play.holder(of: 100) == nil, "handed out before #\(last) was closed: \(self)")
        play.observes(.issue(facts("\(last)").closed()))
      }
      guard play.holder(of: 100) == "designer" else {
        isHandedOut = false
        Issue.record("not handed out: \(self): \(play.why(100))")
        return
      }
      play.now = WorldGeneratorTests.startOfTime
      play.finishes("designer", Pull(42).page)
    }

    var description: String { "\(body.map(\.text)), \(other)" }
  }

  /// What of the pull request follows its opening: what GitHub shows of it, and when it is looked at.
  private struct Look: CustomStringConvertible {
    let chosen: [Part]
    let pull: Pull
    /// The seconds between one look and the next.
    let waits: [Int]

    init(_ chance: inout SplitMix64) {
      let chosen = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
        WorldGeneratorTests.parts.randomElement(using: &chance)!
      }
      let run = Int.random(in: 0..<50, using: &chance)
      var pull = Pull(42)
      pull.checks = [job(1, .success, run: 1, workflowRun: 1)]
      for (place, part) in chosen.enumerated() { part.change(&pull, (place + 1) * 100 + run) }
      pull.checks.shuffle(using: &chance)
      pull.rollUp =
        chosen.contains(where: \.isRed)
        ? "failure" : pull.checks.contains { $0.state == .pending } ? "pending" : "success"
      self.pull = pull
      self.chosen = chosen
      // What is done stays done: the last look finds a wrong green of every time between that was looked at.
      waits = Int.random(in: 0..<4, using: &chance) == 0 ? [60, 600, 6_600, 80_000] : [87_260]
    }

    var description: String { "\(chosen.map(\.name)) after \(waits)" }
  }

  @Test(
    "No combination ends green that GitHub's documentation does not let be green, and none waits without a word",
    arguments: 0..<8)
  func combinations(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    // Five looks at each prelude: a mission is a value, so each look goes on from the same moment.
    for _ in 0..<500 {
      let prelude = Prelude(&chance)
      guard prelude.isHandedOut else { continue }
      for _ in 0..<5 { Self.judge(Look(&chance), after: prelude, seed: seed) }
    }
  }

  private static func judge(_ look: Look, after prelude: Prelude, seed: Int) {
    var name: String { "seed \(seed): \(prelude), \(look)" }
    var play = prelude.play
    var pull = look.pull
    play.fetches(pull)
    for wait in look.waits where !play.item(100).isDone {
      play.now = play.now.adding(seconds: wait)
      pull.updatedAt = nil
      play.fetches(pull)
    }
    let item = play.item(100)
    if item.isDone { #expect(look.chosen.allSatisfy { $0.mayBeGreen }, "wrong green: \(name)") }
    #expect(item.pullRequests.map(\.number) == [42], "wrong link: \(name)")
    if prelude.hasSecond {
      let linked = play.item(101).pullRequests.map(\.number)
      #expect(linked == (prelude.other.isOf101 ? [77] : []), "wrong link: \(name)")
    }
    guard !item.isDone else { return }
    let isAsked = play.mission.header.help.contains { $0.item == item.id }
    #expect(isAsked || !play.openTasks(100).isEmpty, "silent: \(name): \(play.why(100))")
  }

  /// Somebody's pull request beside the agent's, red, and what of it says whose work it is.
  private struct OtherPull: CustomStringConvertible {
    let branch: String
    let closes: [Int]
    /// Whether GitHub's closing references or our own branch make it the second issue's.
    let isOf101: Bool

    init(_ chance: inout SplitMix64) {
      let isOurs = Int.random(in: 0..<5, using: &chance) == 0
      branch =
        isOurs
        ? "signalbox/101-part"
        : WorldGeneratorTests.branches.randomElement(using: &chance)!.replacing(
          "3", with: Bool.random(using: &chance) ? "100" : "101")
      closes = Int.random(in: 0..<5, using: &chance) == 0 ? [101] : []
      isOf101 = isOurs || closes == [101]
    }

    var description: String { "\(branch) closes \(closes)" }

    func opens(in play: inout Play) {
      var pull = Pull(77, head: "c1") { $0.checks = [check("ci", .failure("failure"))] }
      pull.headBranch = branch
      // What a delivery's decoder makes of it: GitHub's own word, and our own branches.
      let named = IssueText.issue(ofBranch: branch, repository: shop)?.number
      let hint = pull.hint(
        "opened", closes: closes + [named].compactMap { $0 }, isTrusted: true, updatedAt: play.now)
      play.observes(.pullRequest(hint))
    }
  }

  private static let branches = [
    "11-27-update_deps", "gh/someone/7/head", "mergify/bp/release/3/pr-40", "release/2", "hotfix/5-minute-cache",
    "feature/3-column-layout", "renovate/12-x", "backport/8", "sprint/14", "2024-05-01-cleanup", "issue-3", "#4", "3",
    "fix/3", "gh-3", "signalboxes/3", "my/signalbox/3", "signalbox-3",
  ]

  @Test("A number in the name of a branch links nothing; our own prefix and GitHub's closing references do")
  func links() {
    var chance = SplitMix64(seed: 99)
    for _ in 0..<500 {
      let closes = Bool.random(using: &chance) ? [Int.random(in: 1...14, using: &chance)] : []
      let isOurs = Int.random(in: 0..<4, using: &chance) == 0
      let own = Int.random(in: 1...14, using: &chance)
      let branch = isOurs ? "signalbox/\(own)-part" : Self.branches.randomElement(using: &chance)!
      var play = Play((1...14).map { work($0) })
      let pull = Pull(42)
      // What a delivery's decoder makes of it: GitHub's own word, and our own branches.
      let named = IssueText.issue(ofBranch: branch, repository: shop)?.number
      var hint = pull.hint("opened", closes: closes + [named].compactMap { $0 }, isTrusted: true, updatedAt: play.now)
      hint.headBranch = branch
      play.observes(.pullRequest(hint))
      let linked = Set((1...14).filter { !play.item($0).pullRequests.isEmpty })
      #expect(linked == Set(closes + (isOurs ? [own] : [])), "\(branch) \(closes)")
    }
  }
}
