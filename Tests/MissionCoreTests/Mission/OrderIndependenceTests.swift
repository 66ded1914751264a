import Testing

@testable import MissionCore

/// A life of two pull requests, told by webhooks in any order, some twice and some never, and then by one poll.
@Suite struct OrderIndependenceTests {
  /// What must not depend on the order: states, watches, causes.
  private struct Projection: Hashable {
    var items: [String]
    var watches: [String]
    var causes: [String]
    var mission: String

    init(_ play: Play) {
      let mission = play.mission
      let names = Dictionary(uniqueKeysWithValues: mission.items.values.map { ($0.id, "\($0.objective)") })
      items = mission.items.values.map { item in
        let pulls = item.pullRequests.map(\.description).sorted()
        return "\(item.objective) \(item.state) \(item.kind) \(item.title) \(pulls)"
      }.sorted()
      watches = mission.watches.values.map { "\(names[$0.item] ?? "") \($0.kind) \($0.target) \($0.status)" }.sorted()
      causes = mission.tasks.values.filter { $0.isOpen && $0.isFix }.flatMap { task in
        task.causes.map { "\(names[task.item] ?? "") \(task.kind) \($0.key)" }
      }.sorted()
      self.mission = mission.header.state.word
    }
  }

  private struct Life {
    var webhooks: [Observation] = []
    var pulls: [Pull]
    var issues: [IssueFacts]
  }

  private static let start = [work(1), work(2), design(3, "Depends on #1"), work(4)]

  /// A life by chance: what GitHub would tell on the way, and where it ends.
  private static func life(_ chance: inout SplitMix64) -> Life {
    var life = Life(pulls: [Pull(41, head: "x0"), Pull(42, head: "y0")], issues: start)
    var clock = Timestamp(milliseconds: 1_800_000_060_000)
    for step in 1...Int.random(in: 4...14, using: &chance) {
      clock = clock.adding(seconds: 7)
      let place = Int.random(in: 0...1, using: &chance)
      var pull = life.pulls[place]
      guard pull.state != .merged else { continue }
      var action = "edited"
      switch Int.random(in: 0..<10, using: &chance) {
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
      default:
        let states: [CheckState] = [.success, .failure("failure"), .pending, .cancelled]
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
  private static func stage() -> Play {
    var play = Play(start, agents: ["backend", "server"])
    play.finishes(play.holder(of: 1)!, Pull(41).page)
    play.finishes(play.holder(of: 2)!, Pull(42).page)
    play.leaves("backend")
    play.leaves("server")
    play.fetches(Pull(41, head: "x0"))
    play.fetches(Pull(42, head: "y0"))
    return play
  }

  private static func told(_ webhooks: [Observation], thenPolled life: Life) -> Projection {
    var play = stage()
    for webhook in webhooks {
      play.now = play.now.adding(seconds: 1)
      play.observes(webhook)
    }
    play.now = Timestamp(milliseconds: 1_800_000_000_000).adding(seconds: 7200)
    for facts in life.issues { play.observes(.issue(facts)) }
    for pull in life.pulls { play.fetches(pull) }
    // Grace periods and deadlines run from the moment a head was first seen, and that depends on who told of it.
    play.waits(seconds: 1000)
    return Projection(play)
  }

  @Test("Shuffled, doubled and lost deliveries lead to the same state after one poll of everything", arguments: 1...60)
  func sameEnd(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    let life = Self.life(&chance)
    let inOrder = Self.told(life.webhooks, thenPolled: life)
    #expect(Self.told([], thenPolled: life) == inOrder, "all lost")
    for _ in 0..<6 {
      var webhooks = life.webhooks + life.webhooks.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }
      webhooks.removeAll { _ in Int.random(in: 0..<4, using: &chance) == 0 }
      webhooks.shuffle(using: &chance)
      #expect(Self.told(webhooks, thenPolled: life) == inOrder, "\(webhooks)")
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
