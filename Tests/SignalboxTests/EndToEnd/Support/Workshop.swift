import FoundationEssentials
import GitHubSandbox
import Glibc
import TestSupport

/// Where spawned agents work: a repository that tells the sandbox of every push, a clone of it, and a program that
/// stands in for a coding CLI.
struct Workshop: Sendable {
  let world: World
  /// The agents' clone.
  var clone: String { world.folder.file("clone") }
  var origin: String { world.folder.file("origin.git") }

  /// Makes the repositories. CI fails on the first push to the branch of issue 2, and passes on everything else.
  init(in world: World) async throws {
    self.world = world
    let hook = """
      #!/bin/sh
      say() { curl -fsS -o /dev/null -X POST -H 'User-Agent: git' "\(world.sandbox.url)$1" -d "$2"; }
      while read old new ref; do
        branch=${ref#refs/heads/}
        case $branch in signalbox/*) ;; *) continue;; esac
        say /_sandbox/repos/acme/shop/push "{\\"branch\\":\\"$branch\\",\\"sha\\":\\"$new\\"}"
        conclusion=success
        case "$branch $old" in "signalbox/2-"*" 0000000"*) conclusion=failure;; esac
        say /repos/acme/shop/check-runs "{\\"name\\":\\"ci\\",\\"head_sha\\":\\"$new\\",\\"status\\":\\"completed\\",\\"conclusion\\":\\"$conclusion\\"}"
      done
      """
    try await git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    try await git("clone", "--quiet", "origin.git", "clone")
    try await git("-C", "clone", "commit", "--quiet", "--allow-empty", "--message", "Begin")
    try await git("-C", "clone", "push", "--quiet", "origin", "HEAD:main")
    try await git("-C", "clone", "remote", "set-head", "origin", "main")
    try world.folder.write(hook, to: "origin.git/hooks/post-receive")
    chmod(world.folder.file("origin.git/hooks/post-receive"), 0o755)
  }

  /// Spawns an agent whose program is a shell's words.
  @discardableResult
  func spawn(_ name: String, _ command: String) async throws -> JSONValue {
    // Should a test fail before it stops them, they end by themselves.
    try await world.tell(
      "agent", "spawn", name, "--command=\(command)", "--directory", clone, "--idle-timeout", "600")
  }

  /// When a worker is killed.
  enum Moment: CaseIterable {
    /// Before it took its first task, as far as anybody can tell.
    case idle
    /// As soon as it has taken a task.
    case taken
    /// While its program runs.
    case running
    /// As soon as its program has ended, or shortly before that.
    case ending
  }

  /// Kills an agent's worker once, at this moment of its first task, and starts it again.
  func killOnce(_ name: String, at moment: Moment, in mission: String) async throws {
    let shown = try await world.tell("agent", "show", name)
    guard let pid = shown["pid"].integerValue, let id = shown["agent"]["id"].stringValue else {
      throw GaveUp("the worker of \(name)", seen: shown.json)
    }
    let folder = "data/agents/\(name)"
    try await eventually("\(name) to be \(moment)") {
      if moment == .idle { return true }
      let tasks = try await world.mission(mission)["tasks"].elements.filter { $0["assigned_to"].stringValue == id }
      guard let task = tasks.first(where: { $0["state"] != "assigned" }), let word = task["id"].stringValue else {
        return false
      }
      switch moment {
      case .idle, .taken: return true
      case .running: return access(world.folder.file("\(folder)/\(word).log"), F_OK) == 0
      case .ending: return !world.folder.read("\(folder)/\(word).log").isEmpty
      }
    }
    kill(pid_t(pid), SIGKILL)
    try await eventually("the worker of \(name) to be gone") {
      try await world.tell("agent", "show", name)["pid"].integerValue == nil
    }
    try await world.tell("agent", "restart", name)
  }

  /// Stops agents, whatever became of them.
  func stop(_ names: String...) async {
    for name in names { _ = try? await world.run("agent", "stop", name) }
  }

  /// Runs git in the world's folder; returns what it wrote.
  @discardableResult
  func git(_ words: String...) async throws -> String {
    let name = "git-\(UInt64.random(in: 0...UInt64.max))"
    let identity = ["user.name=Ann", "user.email=ann@example.com", "init.defaultBranch=main"].flatMap { ["-c", $0] }
    let program = try TestProcess(
      "git", identity + words, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": world.folder.path],
      directory: world.folder.path, output: world.folder.file(name), errors: world.folder.file("\(name).err"))
    guard try await program.wait() == .exited(0) else {
      throw GaveUp("git \(words)", seen: world.folder.read("\(name).err"))
    }
    return world.folder.read(name)
  }
}
