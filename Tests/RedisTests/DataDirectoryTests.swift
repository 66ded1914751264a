import Foundation
import Testing

@testable import Redis

@Suite("The data directory")
struct DataDirectoryTests {
  @Test("git add -A takes skills and library, and nothing else of a town")
  func ignored() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "sb-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let data = place + "/.signalbox"
    try DataDirectory.prepare(data)
    try DataDirectory.prepare(data)
    for file in ["webhook-secret", "redis/appendonly.aof.1", "skills/backend.md", "library/learnings.md"] {
      let path = "\(data)/\(file)"
      try FileManager.default.createDirectory(
        atPath: String(path[..<path.lastIndex(of: "/")!]), withIntermediateDirectories: true)
      try Data("text".utf8).write(to: URL(filePath: path))
    }
    _ = try Self.git(["init", "--quiet"], in: place)
    _ = try Self.git(["add", "-A"], in: place)
    let tracked = try Self.git(["ls-files"], in: place).split(separator: "\n").map(String.init)
    #expect(tracked == [".signalbox/library/learnings.md", ".signalbox/skills/backend.md"])
  }

  private static func git(_ arguments: [String], in directory: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = ["-C", directory] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }
}
