import Glibc

/// The exclusive right to a data directory, as long as this object lives and at most as long as the process does.
///
/// The kernel's lock decides, not the file's existence: after a crash there is nothing to clean up. The file says who
/// holds it, for the message to the next one.
package final class DataDirectoryLock: Sendable {
  /// The directory, absolute and without symbolic links.
  package let path: String
  private let descriptor: Int32

  /// Makes the directory (0700) if there is none, and locks `signalbox.pid` in it.
  package init(_ path: String) throws(DataDirectoryError) {
    try DataDirectory.prepare(path)
    guard let resolved = realpath(path, nil) else { throw Self.failure(path) }
    defer { free(resolved) }
    self.path = String(cString: resolved)
    let file = self.path + "/signalbox.pid"
    // Close-on-exec: a child that inherited the descriptor would hold the lock after us.
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(file) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw code == EWOULDBLOCK
        ? .held(pid: holder) : .unusable(path: file, reason: String(cString: strerror(code)))
    }
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    var text = "\(getpid())\n"
    let written = text.withUTF8 { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    guard written > 0 else { throw Self.failure(file) }
  }

  deinit {
    ftruncate(descriptor, 0)
    // A program that is being started at this moment has a copy of the descriptor until it runs; closing alone would
    // leave the lock to it for so long.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
  }

  private static func failure(_ path: String) -> DataDirectoryError {
    DataDirectory.failure(path)
  }
}
