import FoundationEssentials
import Glibc
import MissionCore
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// Ground that no work should be done on, and workers that must not be lost there: each thing that goes wrong is said,
/// the worker goes on, and what was done is still somewhere.
@Suite(.timeLimit(.minutes(10))) struct BadGroundTests {
  @Test("a shallow clone serves: work begins, is committed and pushed")
  func shallow() async throws {
    let repository = try await Repository()
    let folder = repository.folder
    for number in 1...3 {
      try folder.write("\(number)", to: "clone/file-\(number)")
      try await repository.succeed(repository.clone, "add", ".")
      try await repository.succeed(repository.clone, "commit", "--quiet", "--message", "\(number)")
    }
    try await repository.succeed(repository.clone, "push", "--quiet", "origin", "HEAD:main")
    try await repository.succeed(
      Git(in: folder.path, environment: Repository.environment), "clone", "--quiet", "--depth", "1",
      "file://\(folder.file("origin.git"))", "shallow")
    #expect(try await repository.succeed(repository.git("shallow"), "rev-list", "--count", "HEAD") == "1")
    let worktree = try await repository.worktrees(of: "shallow").author(folder: "7", branch: "signalbox/7")
    try folder.write("work", to: "worktrees/7/work")
    #expect(try await worktree.commitAll(message: "work", author: "backend"))
    #expect(await worktree.hasCommits)
    try await worktree.push()
    #expect(try await repository.succeed(repository.origin, "rev-list", "--count", "signalbox/7") == "5")
  }

  @Test("a worktree that somebody locked stays, and one in which another git holds its lock says so and keeps the work")
  func locked() async throws {
    let repository = try await Repository()
    let folder = repository.folder
    let worktrees = try await repository.worktrees()
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7")
    let index = try await repository.succeed(repository.git("worktrees/7"), "rev-parse", "--git-path", "index")
    let lock = index.hasPrefix("/") ? "\(index).lock" : "\(folder.file("worktrees/7"))/\(index).lock"
    try Data().write(to: URL(filePath: lock))
    try folder.write("work", to: "worktrees/7/work")
    let fault = await #expect(throws: WorktreeFault.self) {
      try await worktree.commitAll(message: "work", author: "backend")
    }
    #expect(fault?.description.contains("index.lock") == true)
    #expect(folder.read("worktrees/7/work") == "work")
    unlink(lock)
    #expect(try await worktree.commitAll(message: "work", author: "backend"))
    try await worktree.push()
    try await repository.succeed(repository.clone, "worktree", "lock", folder.file("worktrees/7"))
    #expect(try await worktrees.remove(folder: "7")?.contains("locked") == true)
    #expect(folder.read("worktrees/7/work") == "work")
    try await repository.succeed(repository.clone, "worktree", "unlock", folder.file("worktrees/7"))
    #expect(try await worktrees.remove(folder: "7") == nil)
  }

  @Test("a repository with a submodule is whole in its worktree, and the submodule is nobody's unpushed work")
  func submodule() async throws {
    let repository = try await Repository()
    let folder = repository.folder
    var environment = Repository.environment
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "protocol.file.allow"
    environment["GIT_CONFIG_VALUE_0"] = "always"
    let git = Git(in: folder.path, environment: environment)
    try await repository.succeed(git, "clone", "--quiet", "origin.git", "part")
    try folder.write("part", to: "part/part")
    for words in [["add", "."], ["commit", "--quiet", "--message", "part"]] {
      #expect(await git.at(folder.file("part")).run(words).isSuccess)
    }
    let clone = git.at(folder.file("clone"))
    try await repository.succeed(clone, "submodule", "--quiet", "add", folder.file("part"), "parts/one")
    try await repository.succeed(clone, "commit", "--quiet", "--message", "with a part")
    try await repository.succeed(clone, "push", "--quiet", "origin", "HEAD:main")
    let found = try await GitClone.find(at: folder.file("clone"), environment: environment)
    let worktrees = Worktrees(of: found, in: folder.file("worktrees"))
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7")
    #expect(folder.read("worktrees/7/parts/one/part") == "part")
    try folder.write("work", to: "worktrees/7/work")
    #expect(try await worktree.commitAll(message: "work", author: "backend"))
    try await worktree.push()
    let pushed = try await repository.succeed(repository.origin, "ls-tree", "--name-only", "signalbox/7")
    #expect(pushed == ".gitmodules\nREADME.md\nparts\nwork")
    #expect(try await worktrees.remove(folder: "7") == nil)
    #expect(access(folder.file("worktrees/7"), F_OK) != 0)

    // Where git may not fetch it, there is work to do all the same, and it is said what is missing.
    let said = Mutex<[String]>([])
    let strict = try await GitClone.find(at: folder.file("clone"), environment: Repository.environment)
    let others = Worktrees(
      of: strict, in: folder.file("worktrees"), saying: { line in said.withLock { $0.append(line) } })
    _ = try await others.author(folder: "8", branch: "signalbox/8")
    #expect(said.withLock { $0.first?.contains("worktrees/8 could not be fetched and is empty") } == true)
  }

  @Test("work in a clone without an origin fails by that, not for want of a result, and stays in its worktree")
  func withoutOrigin() async throws {
    let place = try await Place()
    try await place.repository.succeed(place.repository.clone, "remote", "remove", "origin")
    let source = FakeTaskSource(place.assignment(7))
    try await place.work(at: source, "cat > /dev/null; echo x > y")
    guard case .failed(let reason) = source.reports.first, source.reports.count == 1 else {
      Issue.record("it must have failed: \(source.reports)")
      return
    }
    #expect(reason.contains("origin"), "\(reason)")
    #expect(!reason.contains("no result"))
    let tree = place.repository.git("data/worktrees/\(place.item(7))")
    #expect(try await place.repository.succeed(tree, "log", "-1", "--format=%s").contains("Log in"))
  }

  @Test(
    "an agent with another clone takes an item over in a worktree of its own, and leaves the one that is there alone")
  func anotherClone() async throws {
    let place = try await Place()
    let folder = place.repository.folder
    let git = Git(in: folder.path, environment: Repository.environment)
    try await place.repository.succeed(git, "clone", "--quiet", "origin.git", "elsewhere")
    let tree = "data/worktrees/\(place.item(7))"
    try await place.repository.succeed(
      place.repository.git("elsewhere"), "worktree", "add", "--quiet", "-b", "theirs", folder.file(tree))
    try folder.write("half", to: "\(tree)/theirs")
    let source = FakeTaskSource(place.assignment(7))
    try await place.work(at: source, "cat > /dev/null; echo x > y")
    #expect(source.reports == [.opened(branch: "signalbox/7-log-in"), .done("acme/shop#9")])
    #expect(folder.read("\(tree)-backend/y") == "x\n")
    #expect(folder.read("\(tree)/theirs") == "half" && !folder.exists("\(tree)/y"))
  }

  @Test("large files that a filter keeps elsewhere are whole in a worktree, and go back through it")
  func filtered() async throws {
    let repository = try await Repository()
    let folder = repository.folder
    // As git-lfs does, with a word in the place of a file's contents.
    for (name, value) in [
      ("clean", "sed s/contents/pointer/"), ("smudge", "sed s/pointer/contents/"), ("required", "true"),
    ] { try await repository.succeed(repository.clone, "config", "filter.lfs.\(name)", value) }
    try folder.write("*.bin filter=lfs -text\n", to: "clone/.gitattributes")
    try folder.write("contents 1\n", to: "clone/large.bin")
    try await repository.succeed(repository.clone, "add", ".")
    try await repository.succeed(repository.clone, "commit", "--quiet", "--message", "large")
    try await repository.succeed(repository.clone, "push", "--quiet", "origin", "HEAD:main")
    let worktrees = try await repository.worktrees()
    let worktree = try await worktrees.author(folder: "7", branch: "signalbox/7")
    #expect(folder.read("worktrees/7/large.bin") == "contents 1\n")
    #expect(await !worktree.isDirty)
    try folder.write("contents 2\n", to: "worktrees/7/large.bin")
    #expect(try await worktree.commitAll(message: "larger", author: "backend"))
    try await worktree.push()
    let pushed = try await repository.succeed(repository.origin, "show", "signalbox/7:large.bin")
    #expect(pushed == "pointer 2")
    #expect(try await worktrees.remove(folder: "7") == nil)
  }

  @Test("a log on a full disk loses what does not fit and nothing else")
  func fullLog() throws {
    let log = try #require(BoundedLog("/dev/full"))
    log.write(Array(repeating: 0x78, count: 100_000))
    log.finish()
  }

  @Test("a full disk is the reason on the task, the worker takes the next one, and the work stays in its worktree")
  func fullDisk() async throws {
    let place = try await Place()
    let folder = place.repository.folder
    // What stands in the place of the prompt's file, and a commit that finds no room.
    let prompt = "data/agents/backend/\(place.assignment(7).task.text).prompt.md"
    try FileManager.default.createDirectory(atPath: folder.file(prompt), withIntermediateDirectories: true)
    let hook = """
      #!/bin/sh
      [ -e room ] || { echo 'fatal: write error: No space left on device' >&2; exit 1; }
      """
    chmod(try folder.write(hook, to: "clone/.git/hooks/pre-commit"), 0o755)
    let source = FakeTaskSource(place.assignment(7), place.assignment(8), place.assignment(9))
    try await place.work(
      at: source, "echo work > work.txt; [ $SIGNALBOX_BRANCH = signalbox/8-log-in ] || touch room; echo made")
    #expect(source.reports.count == 4)
    guard case .failed(let first) = source.reports.first, case .failed(let second) = source.reports.dropFirst().first
    else {
      Issue.record("\(source.reports)")
      return
    }
    #expect(first.contains("the prompt cannot be written"))
    #expect(second.contains("No space left on device"))
    #expect(folder.read("data/worktrees/\(place.item(8))/work.txt") == "work\n")
    #expect(source.reports.last == .done("made\n\nacme/shop#9"))
  }

  @Test("a clock that jumps ahead ends a pause that is over by it, and one that jumps back holds no run up")
  func clock() async throws {
    let place = try await Place()
    let clock = Mutex(place.now)
    let source = FakeTaskSource(place.assignment(7), place.assignment(8))
    let words = """
      if [ $SIGNALBOX_BRANCH = signalbox/7-log-in ]; then echo 'usage limit reached, try again in 3 hours'; exit 1; fi
      echo x > y; echo made
      """
    let worker = Task { try await place.work(at: source, words, now: { clock.withLock { $0 } }) }
    while source.reports.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    #expect(source.reports == [.parked(place.now.adding(seconds: 3 * 3600))])
    clock.withLock { $0 = place.now.adding(seconds: 4 * 3600) }
    while source.reports.count < 2 {
      clock.withLock { $0 = $0.adding(seconds: -1) }
      clock.withLock { $0 = place.now.adding(seconds: 4 * 3600) }
      try await Task.sleep(for: .milliseconds(5))
    }
    while source.reports.count < 3 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(source.reports.last == .done("made\n\nacme/shop#9"))
    worker.cancel()
    try await worker.value
  }

  @Test("escape sequences and other people's pull requests in an output are words and nothing more")
  func strangeWords() async throws {
    let place = try await Place()
    let source = FakeTaskSource(place.assignment(7))
    try await place.work(
      at: source,
      "echo x > y; printf '\\033]0;owned\\007\\033[2J\\033[31mdone\\033[0m: https://github.com/evil/repo/pull/1\\n'")
    guard case .done(let result) = source.reports.last else {
      Issue.record("\(source.reports)")
      return
    }
    #expect(!result.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    // Its own pull request stands there, too; whose repository is none of the mission's counts for nothing.
    #expect(result.hasSuffix("\n\nacme/shop#9"))
  }
}
