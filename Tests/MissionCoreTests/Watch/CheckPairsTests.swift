import Testing

@testable import MissionCore

/// Every two checks of one name that may stand on a head together, and every word of GitHub's roll-up that may stand
/// over them, against a judge that knows only what GitHub's documentation says: which of the two counts, and that a
/// roll-up is green where all that counts has passed.
@Suite struct CheckPairsTests {
  /// How the second check, which began later, stands to the first.
  private enum Relation: CaseIterable {
    /// The same job, run again after it had ended.
    case newTry
    /// The same job in a newer run of its workflow.
    case newerRun
    /// Another job of the same name in the same run, which began while the first went on.
    case besideIt
    /// A job of another workflow.
    case otherWorkflow
    /// A job of the same workflow, run for another event.
    case otherEvent
    /// A check run of another app.
    case otherApp
    /// A commit status.
    case status

    /// Whether the first one counts no more.
    func replaces(_ first: CheckState) -> Bool {
      switch self {
      // What has not ended cannot have been run again.
      case .newTry: !first.isOpen
      case .newerRun: true
      // GitHub cancels what a newer run of the workflow replaces.
      case .otherEvent: first == .cancelled
      case .besideIt, .otherWorkflow, .otherApp, .status: false
      }
    }
  }

  private static let states: [CheckState] = [
    .pending, .waiting, .success, .neutral, .skipped, .failure("failure"), .failure("timed_out"), .cancelled,
    .actionRequired, .stale, .unknown("splendid"),
  ]
  private static let rollUps = [nil, "success", "failure", "error", "pending", "expected", "splendid"]
  private static let start = Timestamp(milliseconds: 1_700_000_000_000)

  private static func pair(_ first: CheckState, _ second: CheckState, _ relation: Relation) -> [CheckFact] {
    var older = check(
      "test", first, run: 1, startedAt: start, endedAt: start.adding(seconds: 60), workflow: 7, workflowRun: 70,
      event: "push", suite: 700)
    older.isRequired = false
    let began = start.adding(seconds: relation == .besideIt ? 10 : 100)
    var newer = older
    newer.state = second
    newer.runID = 2
    newer.startedAt = began
    newer.completedAt = second.isOpen ? nil : began.adding(seconds: 20)
    switch relation {
    case .newTry, .besideIt: break
    case .newerRun: (newer.workflowRun, newer.suite) = (71, 701)
    case .otherWorkflow: (newer.workflow, newer.workflowRun, newer.suite) = (8, 80, 800)
    case .otherEvent: (newer.event, newer.workflowRun, newer.suite) = ("pull_request", 71, 701)
    case .otherApp:
      (newer.app, newer.appID) = ("circleci", 9)
      (newer.workflow, newer.workflowRun, newer.suite, newer.event) = (nil, nil, 900, nil)
    case .status:
      (newer.source, newer.app, newer.appID, newer.runID) = (.status, nil, nil, nil)
      (newer.workflow, newer.workflowRun, newer.suite, newer.event) = (nil, nil, nil, nil)
    }
    return [older, newer]
  }

  /// Whether GitHub's word over all checks can stand over these.
  private static func mayStand(_ word: String?, over all: [CheckState]) -> Bool {
    switch word {
    case nil: true
    case "success": all.allSatisfy { $0.passes }
    case "failure", "error": all.contains { !$0.passes && !$0.isOpen }
    case "pending", "expected": all.contains { $0.isOpen }
    default: false
    }
  }

  @Test("Of two checks of one name both count unless one is a newer try, and no roll-up that says less is passed over")
  func pairs() {
    var wrong: [String] = []
    var greens = 0
    for relation in Relation.allCases {
      for first in Self.states {
        for second in Self.states {
          for word in Self.rollUps {
            for isTurned in [false, true] {
              let checks = Self.pair(first, second, relation)
              let counted = [second] + (relation.replaces(first) ? [] : [first])
              // The roll-up is of what counts, or of all that is there.
              let isCredible = Self.mayStand(word, over: counted) || Self.mayStand(word, over: [first, second])
              // GitHub does not say that all is well over what counts and has not passed.
              if word == "success", !Self.mayStand(word, over: counted) { continue }
              let mayBeGreen = counted.allSatisfy { $0.passes } && isCredible
              let isRed = counted.contains { $0.isRed || $0 == .cancelled }
              let pull = Pull(42) {
                $0.checks = (isTurned ? checks.reversed() : checks) + [check("good")]
                $0.rollUp = word
              }
              var facts = PullRequestFacts(reference: pull.reference, now: Self.start)
              facts.move(to: "a1", at: Self.start)
              let now = Self.start.adding(seconds: 1000)
              let snapshot = pull.snapshot(startedAt: now, updatedAt: Self.start)
              facts.noteCompletions(in: snapshot)
              facts.snapshot = snapshot
              let name = "\(relation) \(first) \(second) \(word ?? "nil")"
              switch facts.checksVerdict(policy: Policy(), at: now) {
              case .passes:
                greens += 1
                if !mayBeGreen { wrong.append("green: \(name)") }
              case .acts: if !isRed { wrong.append("red: \(name)") }
              case .waits, .unproven, .mends, .needsPerson:
                if mayBeGreen { wrong.append("no green: \(name)") }
                // A roll-up that no red check goes with is of another moment.
                if isRed, isCredible { wrong.append("no red: \(name)") }
              }
            }
          }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, as \(Set(wrong).sorted().prefix(60).joined(separator: "\n"))")
    #expect(greens > 0)
  }
}
