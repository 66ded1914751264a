import FoundationEssentials
import Glibc

/// A directory of a test's own, removed with everything in it at the end.
final class TestDirectory: Sendable {
  let path: String

  init() throws {
    path = "/tmp/sb-doors-\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
