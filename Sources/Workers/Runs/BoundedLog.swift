import Glibc

/// A run's output on disk: its first bytes as they come, and at the end its last ones. What lies between is only
/// counted.
package final class BoundedLog {
  /// How much of the beginning, and of the end, is kept.
  package static let kept = 10_000_000

  private let descriptor: Int32
  private let kept: Int
  private var written = 0
  private var leftOut = 0
  private var tail: [UInt8] = []

  /// Opens a log; one of an earlier run of the same task is continued. Nil where the file cannot be written.
  package init?(_ path: String, kept: Int = BoundedLog.kept) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    self.kept = kept
    written = max(0, Int(lseek(descriptor, 0, SEEK_END)))
  }

  deinit { close(descriptor) }

  /// Adds output. A full disk loses what does not fit, and nothing else.
  package func write(_ bytes: some Collection<UInt8>) {
    let room = max(0, kept - written)
    append(Array(bytes.prefix(room)))
    written += min(room, bytes.count)
    tail += bytes.dropFirst(room)
    guard tail.count > 2 * kept else { return }
    leftOut += tail.count - kept
    tail.removeFirst(tail.count - kept)
  }

  /// Writes the end. The log takes nothing afterwards.
  package func finish() {
    if tail.count > kept {
      leftOut += tail.count - kept
      tail.removeFirst(tail.count - kept)
    }
    if leftOut > 0 { append(Array("\n[\(leftOut) bytes are left out here]\n".utf8)) }
    append(tail)
    tail = []
  }

  private func append(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      start += count
    }
  }
}
