import MissionCore

@testable import GitHubSandbox

/// A state with one repository, `acme/shop`, and a clock that each act moves on by a second.
struct FurnishedState {
  static let shop = RepositoryName("acme/shop")!
  static let site = RepositoryName("acme/site")!

  var state = SandboxState(links: Links(api: "http://127.0.0.1:9"))
  private var seconds = 0

  init(protection: BranchProtection? = nil) {
    let act = by("acme")
    _ = state.setUp(
      RepositorySetup(
        Self.shop,
        users: [
          .init("ada"), .init("bob"), .init("eve", permission: .read),
          .init("cursor[bot]", kind: .bot, permission: .write),
        ], protection: protection), by: act)
    _ = state.setUp(RepositorySetup(Self.site), by: act)
  }

  /// Somebody's act, a second after the one before.
  mutating func by(_ actor: String) -> Act {
    seconds += 1
    return Act(by: actor, at: Timestamp(milliseconds: 1_700_000_000_000).adding(seconds: seconds))
  }

  var repository: RepositoryRecord { get throws { try state.repository(Self.shop) } }

  func pull(_ number: Int) throws -> PullRequestRecord { try state.pull(number, in: repository) }

  func issue(_ number: Int) throws -> IssueRecord { try state.issue(number, in: repository) }

  /// A pull request from a new branch of ada's.
  mutating func openPull(branch: String = "feature", body: String? = nil) throws -> Int {
    _ = try state.push(Push(branch), to: Self.shop, by: by("ada"))
    return try state.openPull(PullRequestDraft("Add it", body: body, head: branch), in: Self.shop, by: by("ada")).value
  }
}

extension HookEvent {
  /// `name.action`, or the name alone.
  var title: String { action.map { "\(name).\($0)" } ?? name }
}
