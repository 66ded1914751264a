import GitHub
import MissionCore

/// Asks GitHub which pull requests a commit belongs to that no mission knows. A webhook told of a check on it: the push
/// of that head was lost, or the head is a fork's.
///
/// Most such commits are none of ours, so it asks seldom; what it leaves out polling finds.
actor CommitFinder {
  /// The least time between two questions, in seconds.
  private static let pauseSeconds = 60
  /// How many commits are remembered as asked about.
  private static let bound = 1_000

  private struct Commit: Hashable {
    let repository: RepositoryName
    let sha: String
  }

  private let commits: CommitPullRequests
  private let clock: @Sendable () -> Timestamp
  private let append: @Sendable ([InternalSignal]) async throws -> Void
  private var asked: Set<Commit> = []
  private var nextAt = Timestamp(milliseconds: 0)

  /// A finder that tells what it finds through `append`.
  init(
    _ commits: CommitPullRequests, clock: @escaping @Sendable () -> Timestamp,
    append: @escaping @Sendable ([InternalSignal]) async throws -> Void
  ) {
    self.commits = commits
    self.clock = clock
    self.append = append
  }

  /// Looks for the commit's open pull requests, and has those that missions watch looked at.
  func find(_ sha: String, in repository: RepositoryName) async {
    let now = clock()
    guard now >= nextAt, asked.insert(Commit(repository: repository, sha: sha)).inserted else { return }
    if asked.count > Self.bound { asked = [] }
    nextAt = now.adding(seconds: Self.pauseSeconds)
    guard case .success(let hints) = await commits.containing(sha, in: repository) else { return }
    // What cannot be told now a poll tells later.
    try? await append(
      hints.filter { $0.state == .open }.map { .observation(.pullRequestTouched($0.reference), for: nil) })
  }
}
