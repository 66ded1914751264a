import TestSupport
import Testing

@testable import MissionCore

/// Worlds put together at random from parts that each carry their meaning (issues' bodies, checks, rules of the branch,
/// bots' speech, branches' names, closing references), against a plain oracle written from GitHub's documentation: work
/// waits for what its issue's body names and for nothing else, a pull request belongs to what closes or claims it,
/// green is only where no part forbids it, and nothing waits for ever without a word.
@Suite struct WorldGeneratorTests {
  /// How long a head without checks, or whose workflows have not begun, is waited for, in seconds.
  private static let grace = 60

  /// What happens before a pull request is looked at, up to the agent's report that it is there: the same for every
  /// look.
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
        $0.noChecksGraceSeconds = WorldGeneratorTests.grace
      }
      other.opens(in: &play)
      // What is waited for turns out to be an issue, or somebody's pull request.
      let blockers = Set(body.flatMap(\.waitsFor)).sorted().map { facts("\($0)", isPullRequest: $0 % 3 == 0) }
      if let last = blockers.last {
        play.happens(blockers.dropLast().map { .observed(.issue($0.closed())) })
        #expect(play.holder(of: 100) == nil, "handed out before \(last.reference) was closed: \(self)")
        if last.isPullRequest, Bool.random(using: &chance) {
          play.observes(.issue(last))
          #expect(play.holder(of: 100) == nil, "handed out before \(last.reference) was merged: \(self)")
          var unmerged = play
          unmerged.observes(.issue(last.closed(.notPlanned)))
          #expect(unmerged.holder(of: 100) == nil, "handed out though \(last.reference) was not merged: \(self)")
          #expect(!unmerged.questions.isEmpty, "silent about \(last.reference): \(self)")
        }
        play.now = play.now.adding(seconds: 10)
        play.observes(.issue(last.closed(after: 20)))
      }
      guard play.holder(of: 100) == "designer" else {
        isHandedOut = false
        Issue.record("not handed out: \(self): \(play.why(100))")
        return
      }
      play.now = WorldPart.startOfTime
      play.finishes("designer", Pull(42).page)
    }

    var description: String { "\(body.map(\.text)), \(other)" }
  }

  /// What of the pull request follows its opening: what GitHub shows of it, and when it is looked at.
  private struct Look: CustomStringConvertible {
    let chosen: [WorldPart]
    let pull: Pull
    /// The workflows that the head's tree holds.
    let workflows: [String]
    /// How long the head must have been there before it may be green, in seconds.
    let earliest: Int
    /// The number by which each part speaks of its runs.
    let runs: [Int]
    /// The seconds between one look and the next.
    let waits: [Int]

    init(_ chance: inout SplitMix64) {
      let chosen = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
        WorldPart.all.randomElement(using: &chance)!
      }
      let run = Int.random(in: 0..<50, using: &chance)
      var pull = Pull(42)
      // Now and then somebody else's check is first, and the workflow that the head's tree holds has not begun.
      let isQuick = Int.random(in: 0..<6, using: &chance) == 0
      pull.checks = [isQuick ? check("preview", source: .status) : WorldPart.job(1, .success, run: 1, workflowRun: 1)]
      for (place, part) in chosen.enumerated() { part.change(&pull, (place + 1) * 100 + run) }
      pull.checks.shuffle(using: &chance)
      pull.rollUp =
        chosen.contains(where: \.isRed)
        ? "failure" : pull.checks.contains { [.pending, .waiting].contains($0.state) } ? "pending" : "success"
      self.pull = pull
      runs = chosen.indices.map { ($0 + 1) * 100 + run }
      workflows = isQuick ? ["ci.yml"] : []
      let isBegun = pull.checks.contains { $0.app == "github-actions" } || !pull.required.isEmpty
      earliest = (chosen.map(\.earliest) + [isQuick && !isBegun ? WorldGeneratorTests.grace : 0]).max() ?? 0
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
    play.workflows = look.workflows
    play.fetches(look.pull)
    tellEvidence(of: look, in: &play, name)
    var elapsed = 0
    for wait in look.waits where !play.item(100).isDone {
      elapsed += wait
      play.now = play.now.adding(seconds: wait)
      play.fetches(look.pull)
    }
    let item = play.item(100)
    let mayBeGreen = look.chosen.allSatisfy { $0.mayBeGreen }
    #expect(!item.isDone || mayBeGreen && elapsed >= look.earliest, "wrong green after \(elapsed)s: \(name)")
    #expect(item.isDone || !mayBeGreen, "never green: \(name): \(play.why(100))")
    #expect(item.pullRequests.map(\.number) == [42], "wrong link: \(name)")
    if prelude.hasSecond {
      let linked = play.item(101).pullRequests.map(\.number)
      #expect(linked == (prelude.other.isOf101 ? [77] : []), "wrong link: \(name)")
    }
    guard !item.isDone else { return }
    let isAsked = play.mission.header.help.contains { $0.item == item.id }
    #expect(isAsked || !play.openTasks(100).isEmpty, "silent: \(name): \(play.why(100))")
  }

  /// Failed checks are looked into while there is a fix: whoever gets it reads what they left behind.
  private static func tellEvidence(of look: Look, in play: inout Play, _ name: @autoclosure () -> String) {
    for (part, run) in zip(look.chosen, look.runs) {
      guard let evidence = part.evidence(run),
        let fix = play.fixes(100).first(where: { $0.causes.contains { $0.run == run } })
      else { continue }
      play.observes(.checkEvidence([evidence], of: fix.id))
      guard let words = part.saidInPrompt else { continue }
      var other = play
      guard let prompt = other.takes("designer"), prompt.contains("Check job \(run)") else { continue }
      #expect(prompt.contains(words), "\(name()): \(prompt)")
    }
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
      let named = branch == "signalbox/101-part" ? 101 : nil
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
      let named = isOurs ? own : nil
      var hint = pull.hint("opened", closes: closes + [named].compactMap { $0 }, isTrusted: true, updatedAt: play.now)
      hint.headBranch = branch
      play.observes(.pullRequest(hint))
      let linked = Set((1...14).filter { !play.item($0).pullRequests.isEmpty })
      #expect(linked == Set(closes + (isOurs ? [own] : [])), "\(branch) \(closes)")
    }
  }
}
