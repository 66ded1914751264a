import CSystem
import Glibc

/// The right to be the worker of an agent, as long as this object lives and at most as long as the process does.
///
/// The kernel's lock decides: a worker is found again by it, never by a name or a number that somebody else may have by
/// now. Who only looks for its holder does not take it for that moment, and is in no starting worker's way.
package final class WorkerLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock; nil where somebody has it, or the file cannot be written.
  package init?(_ folder: WorkerFolder) {
    let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard csystem_lock(descriptor) == 0 else {
      close(descriptor)
      return nil
    }
    // Only now: an object that is whole runs its `deinit` also when its `init` returns nil, and what is closed twice
    // may be somebody else's by then.
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    // A program that is being started at this moment has a copy of the descriptor until it runs; closing alone would
    // leave the lock to it for so long.
    csystem_unlock(descriptor)
    close(descriptor)
  }

  /// The process that is the worker now; nil where none is.
  package static func holder(_ folder: WorkerFolder) -> Int32? {
    let descriptor = open(folder.lock, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard csystem_is_locked(descriptor) != 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
