import FoundationEssentials
import Glibc

/// A folder of a test's own, removed with everything in it at the end.
package final class TestFolder: Sendable {
  /// Where it is.
  package let path: String

  /// A new, empty one.
  package init() throws {
    _ = OwnProcess.isPrepared
    // Short: the private Redis's socket is in it, and the kernel takes 107 bytes.
    path = "/tmp/sb-\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, with the folders it stands in, and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return file(name)
  }

  /// Whether there is anything of that name.
  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// What a file holds; empty where there is none.
  package func read(_ name: String) -> String {
    (try? Data(contentsOf: URL(filePath: file(name)))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
