import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// Real git: what is made, kept, pushed and removed.
@Suite(.timeLimit(.minutes(10))) struct WorktreeTests {
  @Test("an author's work is committed, pushed to the item's branch, and its worktree removed once nothing is unpushed")
  func lifeOfWork() async throws {
    let repository = try await Repository()
    let worktrees = try await repository.worktrees()
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7-login")
    #expect(await !worktree.hasCommits)
    try repository.folder.write("x\n", to: "worktrees/7/login.swift")
    #expect(try await worktrees.remove(folder: "7")?.contains("not committed") == true)
    #expect(try await worktree.commitAll(message: "Log in (#7)", author: "backend"))
    #expect(try await !worktree.commitAll(message: "again", author: "backend"))
    #expect(await worktree.hasCommits)
    #expect(try await worktrees.remove(folder: "7")?.contains("not pushed") == true)
    try await worktree.push()
    let log = try await repository.succeed(
      repository.origin, "log", "-1", "--format=%s by %an", "signalbox/7-login")
    #expect(log == "Log in (#7) by backend")
    #expect(try await worktrees.remove(folder: "7") == nil)
    #expect(access(repository.folder.file("worktrees/7"), F_OK) != 0)
    // Another agent goes on from what was pushed, in a clone that never saw the work.
    _ = try await repository.succeed(repository.clone, "branch", "-D", "signalbox/7-login")
    let again = try await worktrees.author(folder: "7", branch: "signalbox/7-login")
    #expect(repository.folder.read("worktrees/7/login.swift") == "x\n")
    #expect(await again.hasCommits)
  }

  @Test("a fix finds its worktree again, with what was pushed to the branch since")
  func foundAgain() async throws {
    let repository = try await Repository()
    let worktrees = try await repository.worktrees()
    let first = try await worktrees.author(folder: "7", branch: "signalbox/7")
    try repository.folder.write("1", to: "worktrees/7/a")
    _ = try await first.commitAll(message: "a", author: "backend")
    try await first.push()
    try await pushElsewhere(repository, "signalbox/7", file: "b")
    _ = try await worktrees.author(folder: "7", branch: "signalbox/7")
    #expect(repository.folder.read("worktrees/7/b") == "elsewhere")
  }

  @Test(
    "a push that somebody was faster than is merged; where both changed the same, the reason is said and no work lost")
  func rejectedPush() async throws {
    let repository = try await Repository()
    let worktrees = try await repository.worktrees()
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7")
    try repository.folder.write("1", to: "worktrees/7/a")
    _ = try await worktree.commitAll(message: "a", author: "backend")
    try await worktree.push()
    try await pushElsewhere(repository, "signalbox/7", file: "b")
    try repository.folder.write("2", to: "worktrees/7/c")
    _ = try await worktree.commitAll(message: "c", author: "backend")
    try await worktree.push()
    let files = try await repository.succeed(repository.origin, "ls-tree", "--name-only", "signalbox/7")
    #expect(files == "README.md\na\nb\nc")
    try await pushElsewhere(repository, "signalbox/7", file: "a")
    try repository.folder.write("mine", to: "worktrees/7/a")
    _ = try await worktree.commitAll(message: "mine", author: "backend")
    await #expect(throws: WorktreeFault.diverged(branch: "signalbox/7")) { try await worktree.push() }
    #expect(repository.folder.read("worktrees/7/a") == "mine")
  }

  @Test("a reviewer sees the head under review on no branch, and nothing of an earlier review")
  func reviewer() async throws {
    let repository = try await Repository()
    let worktrees = try await repository.worktrees()
    let author = try await worktrees.author(folder: "7", branch: "signalbox/7")
    try repository.folder.write("1", to: "worktrees/7/a")
    _ = try await author.commitAll(message: "a", author: "backend")
    let head = await author.head
    let review = try await worktrees.reviewer(folder: "7-review", head: head)
    #expect(await review.head == head)
    try repository.folder.write("scribble", to: "worktrees/7-review/note")
    let base = try await repository.succeed(repository.clone, "rev-parse", "HEAD")
    let next = try await worktrees.reviewer(folder: "7-review", head: base)
    #expect(await next.head == base)
    #expect(await !next.isDirty)
    #expect(try await worktrees.remove(folder: "7-review") == nil)
    let unknown = String(repeating: "0", count: 40)
    await #expect(throws: WorktreeFault.noSuchCommit(unknown)) {
      try await worktrees.reviewer(folder: "7-review", head: unknown)
    }
  }

  @Test(
    "what cannot be a worktree is answered with its reason", arguments: ["../out", "a/b", "", "-f", ".git", "a\0b"])
  func badNames(name: String) async throws {
    let repository = try await Repository()
    let worktrees = try await repository.worktrees()
    await #expect(throws: WorktreeFault.badName(name)) {
      try await worktrees.author(folder: name, branch: "signalbox/7")
    }
  }

  @Test("no repository, no commit, no origin, a branch in use and a foreign folder are told apart; a bare clone serves")
  func badPlaces() async throws {
    let repository = try await Repository()
    let folder = repository.folder
    try FileManager.default.createDirectory(atPath: folder.file("plain"), withIntermediateDirectories: false)
    await #expect(throws: WorktreeFault.notARepository(folder.file("plain"))) {
      try await repository.worktrees(of: "plain")
    }
    _ = try await repository.succeed(Git(in: folder.path, environment: Repository.environment), "init", "-q", "empty")
    await #expect(throws: WorktreeFault.hasNoCommits(folder.file("empty"))) {
      try await repository.worktrees(of: "empty")
    }
    let worktrees = try await repository.worktrees()
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7")
    do {
      _ = try await worktrees.author(folder: "8", branch: "signalbox/7")
      Issue.record("a branch cannot be in two worktrees")
    } catch WorktreeFault.branchInUse {
    } catch { throw error }
    try FileManager.default.createDirectory(atPath: folder.file("worktrees/9"), withIntermediateDirectories: false)
    await #expect(throws: WorktreeFault.folderTaken(folder.file("worktrees/9"))) {
      try await worktrees.author(folder: "9", branch: "signalbox/9")
    }
    _ = try await repository.succeed(repository.clone, "remote", "remove", "origin")
    let alone = try await repository.worktrees()
    let local = try await alone.author(folder: "7", branch: "signalbox/7")
    #expect(local.path == worktree.path)
    await #expect(throws: WorktreeFault.hasNoOrigin(folder.file("clone"))) { try await local.push() }
    let bare = try await GitClone.find(at: folder.file("origin.git"), environment: Repository.environment)
    let made = try await Worktrees(of: bare, in: folder.file("bare")).author(folder: "7", branch: "signalbox/7")
    #expect(folder.read("bare/7/README.md") == "hello\n")
    #expect(await !made.isDirty)
  }

  @Test("workers that use one clone at once do not fail by its locks")
  func concurrent() async throws {
    let repository = try await Repository()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...6 {
        group.addTask {
          let worktrees = try await repository.worktrees()
          let worktree = try await worktrees.author(folder: "\(number)", branch: "signalbox/\(number)")
          try repository.folder.write("\(number)", to: "worktrees/\(number)/file-\(number)")
          #expect(try await worktree.commitAll(message: "\(number)", author: "worker"))
          try await worktree.push()
        }
      }
      try await group.waitForAll()
    }
    let branches = try await repository.succeed(repository.origin, "branch", "--list", "signalbox/*")
    #expect(branches.split(separator: "\n").count == 6)
  }

  @Test(
    "a branch's name holds the words of a title in any script and nothing that a path or git reads otherwise",
    arguments: [
      ("Implement auth endpoints", "signalbox/7-implement-auth-endpoints"),
      ("../../etc/passwd; rm -rf ~", "signalbox/7-etc-passwd-rm-rf"), ("実装する 認証", "signalbox/7-実装する-認証"),
      ("Überprüfung (neu)", "signalbox/7-überprüfung-neu"), ("feature.lock @{1} ^~:", "signalbox/7-feature-lock-1"),
      ("🚀🚀", "signalbox/7"), ("", "signalbox/7"),
    ])
  func branchNames(title: String, name: String) async throws {
    #expect(BranchName.make(number: "7", title: title) == name)
    let long = BranchName.make(number: "7", title: String(repeating: "語", count: 300))
    #expect(long.utf8.count <= 80)
    let git = Git(in: "/", environment: Repository.environment)
    #expect(await git.run("check-ref-format", "--branch", name).isSuccess)
    #expect(await git.run("check-ref-format", "--branch", long).isSuccess)
  }

  private func pushElsewhere(_ repository: Repository, _ branch: String, file: String) async throws {
    let name = "elsewhere-\(file)"
    let git = Git(in: repository.folder.path, environment: Repository.environment)
    try await repository.succeed(git, "clone", "--quiet", "--branch", branch, "origin.git", name)
    try repository.folder.write("elsewhere", to: "\(name)/\(file)")
    try await repository.succeed(repository.git(name), "add", ".")
    try await repository.succeed(repository.git(name), "commit", "--quiet", "--message", "elsewhere")
    try await repository.succeed(repository.git(name), "push", "--quiet", "origin", "HEAD:\(branch)")
  }
}
