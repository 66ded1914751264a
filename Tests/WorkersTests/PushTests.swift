import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Workers

/// A push that the clone alone cannot do, or that nobody can.
@Suite(.timeLimit(.minutes(10))) struct PushTests {
  /// Stands in for what speaks to a host: as GitHub's does, it refuses whoever does not say who he is.
  private static func host(_ origin: String) -> String {
    """
    #!/bin/sh
    password=$(printf 'protocol=https\\nhost=git.example\\n\\n' | git credential fill 2>/dev/null | sed -n 's/^password=//p')
    if [ "$password" != "s3cr3t" ]; then
      # It has heard what it is asked before it ends: git would not outlive a helper that does not listen.
      read -r question
      echo "fatal: could not read Username for 'https://git.example': terminal prompts disabled" >&2
      exit 128
    fi
    exec git remote-ext "$1" "git %s \(origin)"
    """
  }

  /// A worktree with a commit, whose origin is a host that wants to know who pushes.
  private func place() async throws -> (Repository, Worktree) {
    let repository = try await Repository()
    let folder = repository.folder
    let programs = try await repository.succeed(repository.clone, "--exec-path")
    try FileManager.default.createDirectory(atPath: folder.file("git"), withIntermediateDirectories: false)
    for name in try FileManager.default.contentsOfDirectory(atPath: programs) where name != "git-remote-https" {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("git/\(name)"), withDestinationPath: "\(programs)/\(name)")
    }
    chmod(try folder.write(Self.host(folder.file("origin.git")), to: "git/git-remote-https"), 0o755)
    try await repository.succeed(
      repository.clone, "remote", "set-url", "origin", "https://git.example/acme/shop.git")
    var environment = Repository.environment
    environment["GIT_EXEC_PATH"] = folder.file("git")
    let clone = try await GitClone.find(at: folder.file("clone"), environment: environment)
    let worktree = try await Worktrees(of: clone, in: folder.file("worktrees"))
      .author(folder: "7", branch: "signalbox/7")
    try folder.write("1", to: "worktrees/7/a")
    _ = try await worktree.commitAll(message: "a", author: "backend")
    return (repository, worktree)
  }

  @Test("a clone without credentials pushes with one that is given for that push, and nothing of it stays")
  func given() async throws {
    let (repository, worktree) = try await place()
    // A helper of the clone's own would keep what it is told.
    let kept = repository.folder.file("kept")
    try await repository.succeed(repository.clone, "config", "credential.helper", "store --file \(kept)")
    let file = try repository.folder.write("username=x-access-token\npassword=s3cr3t\n", to: "it's one")
    let asked = Mutex<[String]>([])
    try await worktree.push { url in
      asked.withLock { $0.append(url) }
      return PushCredential(for: url, in: file).map { .success($0) } ?? .failure(.init("no"))
    }
    #expect(asked.withLock { $0 } == ["https://git.example/acme/shop.git"])
    #expect(await !worktree.hasUnpushed)
    #expect(access(file, F_OK) != 0 && access(kept, F_OK) != 0)
    let settings = try await repository.succeed(repository.clone, "config", "--list")
    #expect(!settings.contains("x-access-token") && !settings.contains("credential.https"))
  }

  @Test(
    "a credential is for its host alone and gone afterwards even unread, and for nothing but an address that takes one")
  func scope() async throws {
    let (repository, worktree) = try await place()
    let file = try repository.folder.write("username=x\npassword=s3cr3t\n", to: "one")
    let fault = await #expect(throws: WorktreeFault.self) {
      try await worktree.push { _ in .success(PushCredential(for: "https://other.example/a/b", in: file)!) }
    }
    let words = fault?.description ?? ""
    #expect(words.contains("could not read Username"), "\(words)")
    #expect(access(file, F_OK) != 0)
    for url in [
      "git@github.com:acme/shop.git", "/srv/shop.git", "https:///x", "https://a b/c", "file:///x", "ssh://h/x",
    ] {
      #expect(PushCredential(for: url, in: file) == nil, "\(url)")
    }
    #expect(PushCredential(for: "https://me@Git.example:8443/a/b.git", in: "f")?.scope == "https://Git.example:8443")
  }

  @Test(
    "what a clone without credentials must fetch before a run it fetches with one that is given, for author and reviewer"
  )
  func fetched() async throws {
    let (repository, worktree) = try await place()
    let folder = repository.folder
    let git = Git(in: folder.path, environment: Repository.environment)
    try await repository.succeed(git, "clone", "--quiet", "origin.git", "elsewhere")
    try folder.write("theirs", to: "elsewhere/theirs")
    try await repository.succeed(repository.git("elsewhere"), "add", ".")
    try await repository.succeed(repository.git("elsewhere"), "commit", "--quiet", "--message", "theirs")
    try await repository.succeed(repository.git("elsewhere"), "push", "--quiet", "origin", "HEAD:signalbox/8")
    let head = try await repository.succeed(repository.git("elsewhere"), "rev-parse", "HEAD")
    let alone = Worktrees(of: worktree.clone, in: folder.file("alone"))
    await #expect(throws: WorktreeFault.noSuchCommit(head)) { _ = try await alone.reviewer(folder: "8", head: head) }
    let asked = Mutex(0)
    let file = folder.file("one")
    let worktrees = Worktrees(of: worktree.clone, in: folder.file("worktrees")) { url in
      asked.withLock { $0 += 1 }
      _ = try? folder.write("username=x-access-token\npassword=s3cr3t\n", to: "one")
      return PushCredential(for: url, in: file).map { .success($0) } ?? .failure(.init("no"))
    }
    _ = try await worktrees.reviewer(folder: "8-review", head: head)
    #expect(folder.read("worktrees/8-review/theirs") == "theirs")
    _ = try await worktrees.author(folder: "8", branch: "signalbox/8")
    #expect(folder.read("worktrees/8/theirs") == "theirs")
    #expect(asked.withLock { $0 } == 2)
    #expect(access(file, F_OK) != 0)
  }

  @Test(
    "what a filter keeps at a private host is fetched with the credential that is given, and brought there with one")
  func filtered() async throws {
    let (repository, worktree) = try await place()
    let folder = repository.folder
    // As git-lfs does: asks git who it is, and fails with these words where nobody says so.
    let filter = """
      #!/bin/sh
      password=$(printf 'protocol=https\\nhost=git.example\\n\\n' | git credential fill 2>/dev/null | sed -n 's/^password=//p')
      if [ "$password" != "s3cr3t" ]; then
        echo "batch response: Authentication required: Authorization error: https://git.example/acme/shop.git/info/lfs" >&2
        exit 2
      fi
      [ "$1" = smudge ] || exit 0
      echo smudge >> \(folder.file("asked"))
      sed s/pointer/contents/
      """
    chmod(try folder.write(filter, to: "lfs"), 0o755)
    for (name, value) in [
      ("clean", "sed s/contents/pointer/"), ("smudge", "\(folder.file("lfs")) smudge"), ("required", "true"),
    ] { try await repository.succeed(repository.clone, "config", "filter.lfs.\(name)", value) }
    chmod(try folder.write("#!/bin/sh\nexec \(folder.file("lfs")) push\n", to: "clone/.git/hooks/pre-push"), 0o755)
    let git = Git(in: folder.path, environment: Repository.environment)
    try await repository.succeed(git, "clone", "--quiet", "origin.git", "elsewhere")
    try folder.write("*.bin filter=lfs -text\n", to: "elsewhere/.gitattributes")
    for name in ["one", "two"] { try folder.write("pointer \(name)\n", to: "elsewhere/\(name).bin") }
    try await repository.succeed(repository.git("elsewhere"), "add", ".")
    try await repository.succeed(repository.git("elsewhere"), "commit", "--quiet", "--message", "large")
    try await repository.succeed(repository.git("elsewhere"), "push", "--quiet", "origin", "HEAD:signalbox/8")
    let head = try await repository.succeed(repository.git("elsewhere"), "rev-parse", "HEAD")
    let source: PushCredential.Source = { url in
      _ = try? folder.write("username=x-access-token\npassword=s3cr3t\n", to: "one")
      return PushCredential(for: url, in: folder.file("one")).map { .success($0) } ?? .failure(.init("no"))
    }
    let worktrees = Worktrees(of: worktree.clone, in: folder.file("worktrees"), fetchingWith: source)
    let author = try await worktrees.author(folder: "8", branch: "signalbox/8")
    #expect(folder.read("worktrees/8/one.bin") == "contents one\n")
    #expect(folder.read("worktrees/8/two.bin") == "contents two\n")
    _ = try await worktrees.reviewer(folder: "8-review", head: head)
    #expect(folder.read("worktrees/8-review/two.bin") == "contents two\n")
    // git asks for itself, and the hook that brings the files asks again.
    try folder.write("contents three\n", to: "worktrees/8/three.bin")
    #expect(try await author.commitAll(message: "larger", author: "backend"))
    try await author.push(with: source)
    #expect(try await repository.succeed(repository.origin, "show", "signalbox/8:three.bin") == "pointer three")
    #expect(access(folder.file("one"), F_OK) != 0)
    // Without one the files are not there, and that is the reason.
    let alone = Worktrees(of: worktree.clone, in: folder.file("alone")) { _ in .failure(.init("no token serves it")) }
    let fault = await #expect(throws: WorktreeFault.self) { _ = try await alone.reviewer(folder: "9", head: head) }
    #expect(fault?.description.contains("no token serves it") == true)
  }

  @Test("where nobody gives a credential, the reason is said and the work is kept")
  func refused() async throws {
    let (repository, worktree) = try await place()
    let fault = await #expect(throws: WorktreeFault.self) {
      try await worktree.push { _ in .failure(.init("the App is not installed there")) }
    }
    let words = fault?.description ?? ""
    #expect(words.contains("could not read Username"))
    #expect(words.hasSuffix("Signalbox gives none: the App is not installed there"))
    #expect(await worktree.hasUnpushed)
    #expect(repository.folder.read("worktrees/7/a") == "1")
  }

  @Test("a branch that the remote protects is refused with the remote's words, and the work is kept")
  func protected() async throws {
    let repository = try await Repository()
    let worktree = try await repository.worktrees().author(folder: "7", branch: "signalbox/7")
    try repository.folder.write("1", to: "worktrees/7/a")
    _ = try await worktree.commitAll(message: "a", author: "backend")
    let hook = "#!/bin/sh\necho 'error: GH006: Protected branch update failed for refs/heads/signalbox/7' >&2\nexit 1\n"
    chmod(try repository.folder.write(hook, to: "origin.git/hooks/pre-receive"), 0o755)
    let fault = await #expect(throws: WorktreeFault.self) { try await worktree.push() }
    #expect(fault?.description.contains("GH006: Protected branch update failed") == true)
    #expect(await worktree.hasUnpushed)
    #expect(repository.folder.read("worktrees/7/a") == "1")
  }
}
