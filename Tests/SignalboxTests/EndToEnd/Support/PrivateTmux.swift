import GitHubSandbox
import TestSupport

/// A tmux server of a test's own: its socket is in the test's folder, so that no other server is touched.
struct PrivateTmux: Sendable {
  private let world: World
  private let folder: String

  init(in world: World, _ name: String = "tmux") throws {
    self.world = world
    folder = world.folder.file(name)
    try world.folder.write("", to: "\(name)/.keep")
  }

  /// By what any program in the test finds this server.
  var settings: [String: String] { ["TMUX_TMPDIR": folder, "SHELL": "/bin/sh", "TERM": "xterm-256color"] }

  /// Runs a tmux command; returns the lines it wrote.
  @discardableResult
  func run(_ words: String...) async throws -> [String] {
    let name = "tmux-\(UInt64.random(in: 0...UInt64.max))"
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": world.folder.path].merging(settings) { $1 }
    let program = try TestProcess(
      "tmux", words, environment: environment, directory: world.folder.path, output: world.folder.file(name),
      errors: world.folder.file("\(name).err"))
    guard try await program.wait() == .exited(0) else {
      throw GaveUp("tmux \(words)", seen: world.folder.read("\(name).err"))
    }
    return world.folder.read(name).split(separator: "\n").map(String.init)
  }

  /// Runs a command of Signalbox that finds this server, and must succeed; returns its document.
  @discardableResult
  func tell(_ words: String..., settings more: [String: String] = [:]) async throws -> JSONValue {
    let outcome = try await world.run(words + ["--json"], settings: settings.merging(more) { $1 })
    guard outcome.code == 0 else { throw CommandFailed(outcome: outcome) }
    return outcome.json
  }

  /// Ends the server, whatever is left in it.
  func end() async { _ = try? await run("kill-server") }
}
