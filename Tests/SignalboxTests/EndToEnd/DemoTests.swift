import FoundationEssentials
import TestSupport
import Testing

/// What a visitor sees first: the demo, as `deploy/run --demo` starts it once everything is built.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DemoTests {
  @Test("the demo shows mission, graph and agents while they work, ends by itself and leaves nothing behind")
  func demo() async throws {
    let folder = try TestFolder()
    let place = folder.file("place")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path
    let program = try TestProcess(
      "\(root)/deploy/demo", [World.binaries],
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "TMPDIR": place,
        // What somebody has set for a town of their own is none of its business.
        "SIGNALBOX_REDIS_URL": "redis://127.0.0.1:1", "SIGNALBOX_TOWN": "mine", "GITHUB_TOKEN": "ghp_mine",
      ], directory: folder.path, output: folder.file("out"), errors: folder.file("err"))
    let end = try await program.wait(seconds: 200)
    let shown = folder.read("out")
    #expect(end == .exited(0), "\(shown.suffix(2000)) \(folder.read("err").suffix(2000))")
    for words in [
      "depends on #1", "designer took task", "Fix task", "Reviewer approved", "State: ✅ completed",
      "🤖 Agents: 4", "backend: Implement auth endpoints (#2)",
    ] { #expect(shown.contains(words), "\(words)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    try await eventually("nothing of it to run") { Self.processes(with: place).isEmpty }
  }

  /// The processes whose words or settings name a place.
  private static func processes(with place: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard name.allSatisfy(\.isNumber) else { return false }
      return ["cmdline", "environ"].contains { file in
        let bytes = (try? Data(contentsOf: URL(filePath: "/proc/\(name)/\(file)"))) ?? Data()
        return String(decoding: bytes, as: UTF8.self).contains(place)
      }
    }
  }
}
