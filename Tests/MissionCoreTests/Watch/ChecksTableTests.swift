import Testing

@testable import MissionCore

/// Every combination of what GitHub may say about one check, against a judge that knows only what green means.
@Suite struct ChecksTableTests {
  /// One row: what GitHub says.
  private struct Row: CustomStringConvertible {
    var source: CheckFact.Source
    var status: String
    var conclusion: String
    var demand: Demand
    var isWhole: Bool
    var areRulesWhole: Bool
    var mergeState: String
    var isOfHead: Bool
    var isCurrent: Bool
    var isSettled: Bool
    var namesake: Namesake

    var description: String {
      "\(source) \(status)/\(conclusion) \(demand) whole:\(isWhole) rules:\(areRulesWhole) \(mergeState) "
        + "head:\(isOfHead) current:\(isCurrent) settled:\(isSettled) namesake:\(namesake)"
    }

    var state: CheckState {
      switch source {
      case .checkRun, .suite: CheckState(status: status, conclusion: conclusion)
      case .status: CheckState(statusState: conclusion)
      }
    }

    /// Whether GitHub's words, taken literally, say that this check passed.
    var hasPassed: Bool {
      switch source {
      case .checkRun, .suite: status == "COMPLETED" && ["SUCCESS", "NEUTRAL", "SKIPPED"].contains(conclusion)
      case .status: conclusion == "SUCCESS"
      }
    }

    /// What must all hold for green, and then it must be green.
    var mayBeGreen: Bool {
      hasPassed && isWhole && isOfHead && isCurrent && isSettled && (areRulesWhole || mergeState == "clean")
        && demand != .ofAnother && demand != .ofAnotherApp && namesake != .failing
    }

    /// What makes it red: a failure on the head, whatever else could not be read.
    var mustBeRed: Bool {
      guard isOfHead else { return false }
      if namesake == .failing { return true }
      return switch source {
      case .checkRun, .suite:
        status == "COMPLETED"
          && (["FAILURE", "TIMED_OUT", "STARTUP_FAILURE", "ERROR"].contains(conclusion)
            || conclusion == "CANCELLED" && isSettled)
      case .status: ["FAILURE", "ERROR"].contains(conclusion)
      }
    }
  }

  /// A newer check of the same app and name that another workflow has.
  private enum Namesake: CaseIterable {
    /// There is none.
    case none
    /// It passed: it must hide nothing.
    case passing
    /// It failed: it must not be hidden, nor hide anything.
    case failing
  }

  /// What the base branch requires.
  private enum Demand: CaseIterable {
    /// Nothing.
    case nothing
    /// This check, by whatever app.
    case ofAnyApp
    /// This check, by its app.
    case ofItsApp
    /// This check, by an app that is not its own.
    case ofAnotherApp
    /// A check that has not reported.
    case ofAnother
  }

  private static let start = Timestamp(milliseconds: 1_700_000_000_000)
  private static let statuses = [
    "COMPLETED", "QUEUED", "IN_PROGRESS", "WAITING", "REQUESTED", "PENDING", "", "NEW_WORD",
  ]
  private static let conclusions = [
    "SUCCESS", "NEUTRAL", "SKIPPED", "FAILURE", "TIMED_OUT", "STARTUP_FAILURE", "ERROR", "CANCELLED",
    "ACTION_REQUIRED", "STALE", "PENDING", "EXPECTED", "", "NEW_WORD",
  ]

  private static func facts(_ row: Row) -> PullRequestFacts {
    let fetched = start.adding(seconds: 1000)
    let ended = fetched.adding(seconds: row.isSettled ? -5 : -4)
    let subject = CheckFact(
      source: row.source, name: "ci", app: row.source == .checkRun ? "actions" : nil,
      appID: row.source == .checkRun ? 7 : nil, state: row.state, startedAt: ended, completedAt: ended,
      workflow: row.source == .checkRun ? 1 : nil, event: "push")
    var namesake = subject
    namesake.source = .checkRun
    namesake.app = "actions"
    namesake.appID = 7
    namesake.state = row.namesake == .failing ? .failure("failure") : .success
    namesake.startedAt = fetched.adding(seconds: -6)
    namesake.completedAt = namesake.startedAt
    namesake.workflow = 2
    // Newer than the subject, so that a key too wide would drop the subject.
    if row.source == .checkRun { namesake.startedAt = ended.adding(milliseconds: 1) }
    let pull = Pull(42) {
      // Beside it a check that passed long ago: green never rests on there being nothing.
      $0.checks = [check("good"), subject] + (row.namesake == .none ? [] : [namesake])
      $0.checksAreComplete = row.isWhole
      $0.checkedCommit = row.isOfHead ? "a1" : "b1"
      $0.requiredAreComplete = row.areRulesWhole
      $0.mergeState = row.mergeState
      $0.required =
        switch row.demand {
        case .nothing: []
        case .ofAnyApp: [.init(name: "ci", appID: nil)]
        case .ofItsApp: [.init(name: "ci", appID: subject.appID)]
        case .ofAnotherApp: [.init(name: "ci", appID: 8)]
        case .ofAnother: [.init(name: "deploy", appID: nil)]
        }
    }
    var facts = PullRequestFacts(reference: pull.reference, now: start)
    facts.move(to: "a1", at: start)
    let snapshot = pull.snapshot(startedAt: fetched, updatedAt: start)
    facts.noteCompletions(in: snapshot)
    facts.snapshot = snapshot
    if !row.isCurrent { facts.touch(at: fetched) }
    return facts
  }

  private static func rows(_ source: CheckFact.Source) -> [Row] {
    var rows: [Row] = []
    for status in source == .checkRun ? statuses : [""] {
      for conclusion in conclusions {
        for demand in Demand.allCases {
          for (bits, namesake) in (0..<64).flatMap({ bits in Namesake.allCases.map { (bits, $0) } }) {
            rows.append(
              Row(
                source: source, status: status, conclusion: conclusion, demand: demand, isWhole: bits & 1 == 0,
                areRulesWhole: bits & 2 == 0, mergeState: bits & 4 == 0 ? "clean" : "blocked",
                isOfHead: bits & 8 == 0, isCurrent: bits & 16 == 0, isSettled: bits & 32 == 0,
                namesake: namesake))
          }
        }
      }
    }
    return rows
  }

  @Test(
    "Over every status, conclusion, demand, source, completeness and namesake there is no wrong green, no missed green, and no wrong red",
    arguments: [(CheckFact.Source.checkRun, 107_520), (.status, 13_440)])
  func table(_ source: CheckFact.Source, count: Int) {
    let rows = Self.rows(source)
    #expect(rows.count == count)
    var greens = 0
    var wrong: [String] = []
    for row in rows {
      let verdict = Self.facts(row).checksVerdict(policy: Policy(), at: Self.start.adding(seconds: 1000))
      switch verdict {
      case .passes:
        greens += 1
        if !row.mayBeGreen { wrong.append("green: \(row)") }
      case .acts:
        if !row.mustBeRed { wrong.append("red: \(row)") }
      case .waits, .unproven, .mends, .needsPerson:
        if row.mayBeGreen || row.mustBeRed { wrong.append("neither: \(row)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, as \(wrong.prefix(5))")
    #expect(greens > 0)
  }
}
