import TestSupport
import Testing

@testable import MissionCore

/// A life of two pull requests, told by webhooks in any order, some twice and some never, mixed with fetches that show
/// an earlier state; then by polls, and at last by webhooks that come later than those.
@Suite struct OrderIndependenceTests {
  /// What must not depend on the order: states, watches, causes.
  private struct Projection: Hashable {
    struct Item: Hashable {
      var objective: Objective
      var state: WorkItem.State
      var kind: WorkKind
      var title: String
      var pulls: Set<PullRequestReference>
    }

    struct Watch: Hashable {
      var objective: Objective?
      var kind: WatchKind
      var target: PullRequestReference
      var status: WatchItem.Status
    }

    struct OpenCause: Hashable {
      var objective: Objective?
      var kind: WorkTask.Kind
      var key: Cause.Key
    }

    var items: Set<Item>
    var watches: Set<Watch>
    var causes: Set<OpenCause>
    var milestones: [String]
    var mission: String

    init(_ play: Play) {
      let mission = play.mission
      items = Set(
        mission.items.values.map { item in
          Item(
            objective: item.objective, state: item.state, kind: item.kind, title: item.title,
            pulls: Set(item.pullRequests))
        })
      watches = Set(
        mission.watches.values.map { watch in
          Watch(
            objective: mission.items[watch.item]?.objective, kind: watch.kind, target: watch.target,
            status: watch.status)
        })
      causes = Set(
        mission.tasks.values.filter { $0.isOpen && $0.isFix }.flatMap { task in
          task.causes.map { cause in
            OpenCause(objective: mission.items[task.item]?.objective, kind: task.kind, key: cause.key)
          }
        })
      milestones = mission.plan?.milestones.map(\.state.word) ?? []
      self.mission = mission.header.state.word
    }
  }

  private struct Life {
    var webhooks: [Observation] = []
    var pulls: [Pull]
    /// What completes an item. Gates that passed once have passed: only where a merge decides may a fetch on the way
    /// show an earlier state, which may have been green.
    var completion: Policy.Completion
    /// The states that fetches on the way may show.
    var earlier: [Pull] = []
    var issues: [IssueFacts]
    /// Whether the two that have pull requests stand in the first milestone and the other two in the second.
    var hasMilestones: Bool
  }

  private static let start = [work(1), work(2), design(3, "Depends on #1"), work(4)]

  /// A life by chance: what GitHub would tell on the way, and where it ends.
  private static func life(
    _ chance: inout SplitMix64, steps: ClosedRange<Int>, hasMilestones: Bool
  ) -> Life {
    var life = Life(
      pulls: [Pull(41, head: "x0"), Pull(42, head: "y0")],
      completion: Bool.random(using: &chance) ? .gates : .merge, issues: start, hasMilestones: hasMilestones)
    var clock = Timestamp(milliseconds: 1_800_000_060_000)
    for step in 1...Int.random(in: steps, using: &chance) {
      clock = clock.adding(seconds: 7)
      let place = Int.random(in: 0...1, using: &chance)
      var pull = life.pulls[place]
      guard pull.state != .merged else { continue }
      if life.completion == .merge { life.earlier.append(pull) }
      var action = "edited"
      switch Int.random(in: 0..<16, using: &chance) {
      case 0:
        pull.head = "\(place)h\(step)"
        pull.checks = []
        action = "synchronize"
      case 1:
        pull.state = pull.state == .open ? .closed : .open
        action = pull.state == .open ? "reopened" : "closed"
      case 2 where step > 8:
        pull.state = .merged
        action = "closed"
      case 3:
        pull.isDraft.toggle()
        action = pull.isDraft ? "converted_to_draft" : "ready_for_review"
      case 4:
        let verdict: ReviewFact.Verdict = Bool.random(using: &chance) ? .changesRequested : .approved
        let given = review("\(step)", by: "carol", verdict, on: pull.head)
        pull.reviews = [given]
        life.webhooks.append(.review(pull.reference, given, dismissed: false))
      case 5:
        let finding = comment("b\(step)", by: "cursor", isBot: true, "BUGBOT_BUG_ID: \(step)")
        pull.threads.append(thread("B\(step)", finding, path: "f\(step).swift"))
        life.webhooks.append(.comment(pull.reference, finding, path: "f\(step).swift", line: 3))
      case 6:
        life.issues[3] = life.issues[3].later(step) { $0.body = "Depends on #\(1 + step % 3)" }
        life.webhooks.append(.issue(life.issues[3]))
      case 7:
        let words = Bool.random(using: &chance) ? "failed" : "passed"
        let gate = comment("s\(step)", by: "sonarqubecloud", isBot: true, "Quality Gate \(words)", updatedAt: clock)
        pull.botComments.append(gate)
        life.webhooks.append(.comment(pull.reference, gate, path: nil, line: nil))
      case 8:
        guard !pull.threads.isEmpty else { continue }
        pull.threads[0].isResolved.toggle()
        life.webhooks.append(.pullRequestTouched(pull.reference))
      case 9: pull.mergeability = pull.mergeability == .mergeable ? .conflicting : .mergeable
      case 10: pull.base = pull.base == "main" ? "next" : "main"
      case 11, 12:
        let states: [CheckState] = [.success, .failure("error"), .pending]
        let status = check(
          "s\(step % 2)", states.randomElement(using: &chance)!, source: .status, startedAt: clock, endedAt: nil)
        pull.checks.removeAll { $0.name == status.name }
        pull.checks.append(status)
        life.webhooks.append(
          .check(CheckHint(repository: shop, sha: pull.head, pullRequests: [], check: status)))
      default:
        let states: [CheckState] = [.success, .failure("failure"), .pending, .cancelled, .skipped, .actionRequired]
        let run = check("c\(step % 3)", states.randomElement(using: &chance)!, run: step)
        pull.checks.removeAll { $0.name == run.name }
        pull.checks.append(run)
        life.webhooks.append(
          .check(CheckHint(repository: shop, sha: pull.head, pullRequests: [pull.reference], check: run)))
      }
      pull.updatedAt = clock
      life.webhooks.append(.pullRequest(pull.hint(action, closes: [], isTrusted: true, updatedAt: clock)))
      life.pulls[place] = pull
    }
    return life
  }

  /// The stage on which every telling begins: both pull requests are handed in, and nobody is left to take a fix.
  private static func stage(_ completion: Policy.Completion = .gates, hasMilestones: Bool = false) -> Play {
    let milestones = zip(start, ["M1", "M1", "M2", "M2"]).map { issue, name in
      Manifest.Override(issue: issue.reference, milestone: name)
    }
    var play = Play(
      start, agents: ["backend", "server"], manifest: Manifest(overrides: hasMilestones ? milestones : [])
    ) { $0.completeOn = completion }
    play.finishes(play.holder(of: 1)!, Pull(41).page)
    play.finishes(play.holder(of: 2)!, Pull(42).page)
    play.leaves("backend")
    play.leaves("server")
    play.fetches(Pull(41, head: "x0"))
    play.fetches(Pull(42, head: "y0"))
    return play
  }

  private static let staged: [Policy.Completion: Play] = [.gates: stage(), .merge: stage(.merge)]
  private static let stagedInMilestones: [Policy.Completion: Play] = [
    .gates: stage(hasMilestones: true), .merge: stage(.merge, hasMilestones: true),
  ]

  private static let stageTime = Timestamp(milliseconds: 1_800_000_000_000)

  /// What was told by chance: doubled, with losses and in any order, mixed with fetches that show an earlier state.
  private static func telling(of life: Life, losing odds: Int, _ chance: inout SplitMix64) -> [Observation] {
    var webhooks = life.webhooks + life.webhooks.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }
    webhooks.removeAll { _ in Int.random(in: 0..<odds, using: &chance) == 0 }
    webhooks += life.earlier.filter { _ in Int.random(in: 0..<4, using: &chance) == 0 }.map { pull in
      .snapshot(pull.snapshot(startedAt: stageTime, updatedAt: pull.updatedAt ?? stageTime))
    }
    webhooks.shuffle(using: &chance)
    return webhooks
  }

  /// Everything is fetched as it is at last.
  private static func poll(_ life: Life, _ play: inout Play) {
    play.now = play.now.adding(seconds: 1)
    let snapshots = life.pulls.map { pull in
      Observation.snapshot(pull.snapshot(startedAt: play.now, updatedAt: pull.updatedAt ?? play.now))
    }
    play.happens((life.issues.map(Observation.issue) + snapshots).map(Event.observed))
  }

  private static func told(
    _ webhooks: [Observation], thenPolled life: Life, late: [Observation] = []
  ) -> Projection {
    let stages = life.hasMilestones ? stagedInMilestones : staged
    var play = stages[life.completion] ?? stage(life.completion, hasMilestones: life.hasMilestones)
    for webhook in webhooks {
      play.now = play.now.adding(seconds: 1)
      guard case .snapshot(var snapshot) = webhook else {
        play.observes(webhook)
        continue
      }
      snapshot.startedAt = play.now
      play.now = play.now.adding(milliseconds: 10)
      play.observes(.snapshot(snapshot))
    }
    play.now = stageTime.adding(seconds: 7200)
    poll(life, &play)
    // Grace periods and deadlines run from the moment a head was first seen, and that depends on who told of it.
    play.waits(seconds: 2000)
    poll(life, &play)
    guard !late.isEmpty else { return Projection(play) }
    // What a webhook tells stands for two minutes, where no fetch shows what became of it.
    play.now = play.now.adding(seconds: 1)
    play.happens(late.map(Event.observed))
    poll(life, &play)
    play.waits(seconds: 2000)
    poll(life, &play)
    return Projection(play)
  }

  @Test("Shuffled, doubled, late and lost deliveries lead to the same state as a poll of everything", arguments: 1...60)
  func sameEnd(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    let life = Self.life(&chance, steps: 4...14, hasMilestones: seed % 3 == 0)
    let inOrder = Self.told(life.webhooks, thenPolled: life)
    #expect(Self.told([], thenPolled: life) == inOrder, "all lost")
    for _ in 0..<6 {
      let webhooks = Self.telling(of: life, losing: 4, &chance)
      let late = life.webhooks.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }.shuffled(using: &chance)
      #expect(Self.told(webhooks, thenPolled: life, late: late) == inOrder, "\(webhooks)\n\(late)")
    }
  }

  @Test(
    "Every seeded life, told shuffled, doubled, late and with losses, ends as one poll alone says",
    arguments: 0..<Lives.batches)
  func manyLives(batch: Int) throws {
    for seed in Lives.seeds(ofBatch: batch) {
      var chance = SplitMix64(seed: UInt64(1_000_000 + seed))
      let life = Self.life(&chance, steps: 2...6, hasMilestones: seed % 3 == 0)
      let webhooks = Self.telling(of: life, losing: 3, &chance)
      let late = life.webhooks.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }.shuffled(using: &chance)
      let polled = Self.told([], thenPolled: life)
      try #require(
        Self.told(webhooks, thenPolled: life, late: late) == polled,
        "batch \(batch), seed \(seed): \(webhooks)\n\(late)")
    }
  }

  @Test("Events about the end of a pull request that come in any order end its item the same way")
  func mergedInAnyOrder() {
    let issue = Observation.issue(work(1).closed())
    let merged = Observation.pullRequest(
      Pull(41, head: "x0") { $0.state = .merged }
        .hint("closed", closes: [1], isTrusted: true, updatedAt: Timestamp(milliseconds: 1_900_000_000_000)))
    for order in [[issue, merged], [merged, issue]] {
      var play = Self.stage()
      for observation in order { play.observes(observation) }
      #expect(play.item(1).isDone)
      #expect(play.state(3) == .ready)
    }
  }
}
