import Glibc

/// A temporary file without a name: its bytes are gone when nobody holds it any more, whatever happens to us.
final class SpillFile: Sendable {
  private let descriptor: Int32

  init(in directory: String) throws(BodyError) {
    var template = Array((directory + "/body-XXXXXX").utf8CString)
    descriptor = template.withUnsafeMutableBufferPointer { buffer in
      guard let name = buffer.baseAddress else { return -1 }
      let descriptor = mkstemp(name)
      guard descriptor >= 0 else { return -1 }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      unlink(name)
      return descriptor
    }
    guard descriptor >= 0 else { throw Self.failure() }
  }

  deinit { close(descriptor) }

  /// Appends all of `bytes`.
  func append(_ bytes: UnsafeRawBufferPointer) throws(BodyError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure() }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Up to `count` bytes from `position` on; fewer at the end, none where the file cannot be read.
  func read(at position: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = 0
      repeat { got = pread(descriptor, buffer.baseAddress, count, position) } while got < 0 && errno == EINTR
      filled = max(got, 0)
    }
  }

  private static func failure() -> BodyError { .storage(String(cString: strerror(errno))) }
}
