import Glibc
import TestSupport
import Testing

@testable import Workers

/// A bare repository that is everybody's origin, and a clone of it.
struct Repository: Sendable {
  static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.com", "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.com",
  ]

  let folder: TestFolder

  init() async throws {
    folder = try TestFolder()
    let git = Git(in: folder.path, environment: Self.environment)
    try await succeed(git, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    try await succeed(git, "clone", "--quiet", "origin.git", "clone")
    try folder.write("hello\n", to: "clone/README.md")
    try await succeed(clone, "add", ".")
    try await succeed(clone, "commit", "--quiet", "--message", "Begin")
    try await succeed(clone, "push", "--quiet", "origin", "HEAD:main")
    try await succeed(clone, "remote", "set-head", "origin", "main")
  }

  var clone: Git { git("clone") }
  var origin: Git { git("origin.git") }

  func git(_ place: String) -> Git { Git(in: folder.file(place), environment: Self.environment) }

  func worktrees(of place: String = "clone") async throws -> Worktrees {
    let found = try await GitClone.find(at: folder.file(place), environment: Self.environment)
    return Worktrees(of: found, in: folder.file("worktrees"))
  }

  @discardableResult
  func succeed(_ git: Git, _ words: String...) async throws -> String {
    let answer = await git.run(words)
    try #require(answer.isSuccess, "git \(words): \(answer.errors)")
    return answer.output
  }
}
