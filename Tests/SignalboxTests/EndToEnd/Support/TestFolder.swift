import FoundationEssentials
import Glibc

/// A folder of a test's own, removed with everything in it at the end.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    // Short: the private Redis's socket is in it, and the kernel takes 107 bytes.
    path = "/tmp/sb-e2e-\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// What a file holds; empty where there is none.
  func read(_ name: String) -> String {
    (try? Data(contentsOf: URL(filePath: file(name)))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
