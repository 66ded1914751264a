import MissionCore
import Synchronization

@testable import Workers

/// A desk that hands out what a test puts on it, and remembers what was reported.
final class FakeTaskSource: TaskSource {
  enum Report: Hashable {
    case done(String)
    case failed(String)
    case parked(Timestamp)
    case opened(branch: String)
  }

  struct State {
    var waiting: [Assignment] = []
    var held: Assignment?
    var reports: [Report] = []
    var finished: Set<Identifier<WorkItem>> = []
    var accounts: [RunReport] = []
    var signsOfLife = 0
    /// What was held when the worker left; nil while it has not.
    var left: [Assignment]?
  }

  let state = Mutex(State())

  init(_ assignments: Assignment...) { state.withLock { $0.waiting = assignments } }

  var reports: [Report] { state.withLock { $0.reports } }

  func next(wait: Duration) async throws -> Assignment? {
    let next = state.withLock { state -> Assignment? in
      // Like the town: what is held is handed out again.
      if state.held == nil, !state.waiting.isEmpty { state.held = state.waiting.removeFirst() }
      return state.held
    }
    if next == nil { try await Task.sleep(for: .milliseconds(5)) }
    return next
  }

  func renew(_ assignment: Assignment) async throws -> Bool {
    state.withLock { $0.signsOfLife += 1 }
    return try await isOpen(assignment)
  }

  func isOpen(_ assignment: Assignment) async throws -> Bool { state.withLock { $0.held == assignment } }

  func isOver(_ item: Identifier<WorkItem>, of mission: Identifier<Mission>) async throws -> Bool {
    state.withLock { $0.finished.contains(item) }
  }

  func account(for assignment: Assignment, _ report: RunReport) async throws {}

  func pushCredential(
    for assignment: Assignment, to url: String
  ) async -> Result<PushCredential, PushCredential.Fault> { .failure(.init("nobody serves \(url)")) }

  func openPullRequest(for assignment: Assignment, branch: String) async throws -> PullRequestReference? {
    state.withLock { $0.reports.append(.opened(branch: branch)) }
    return PullRequestReference("acme/shop#9")
  }

  func complete(_ assignment: Assignment, _ report: RunReport) async throws {
    end(.done(report.result), report)
  }

  func fail(_ assignment: Assignment, reason: String, _ report: RunReport) async throws { end(.failed(reason), report) }

  func park(_ assignment: Assignment, until: Timestamp, reason: String) async throws { end(.parked(until), nil) }

  func leave() async throws {
    state.withLock { state in
      state.left = [state.held].compactMap { $0 }
      state.held = nil
    }
  }

  /// The run reports by itself, as `task done` in it would.
  func reportFromRun() { state.withLock { $0.held = nil } }

  private func end(_ report: Report, _ account: RunReport?) {
    state.withLock { state in
      state.held = nil
      state.reports.append(report)
      if let account { state.accounts.append(account) }
    }
  }
}
