import Glibc

/// Our end of a program's standard input: what it does not read at once waits here.
struct ProcessInput {
  /// Nil where the program reads a file.
  private let descriptor: Int32?
  private var waiting: [UInt8] = []
  private var written = 0
  private var isClosing = false

  init(_ descriptor: Int32?) { self.descriptor = descriptor }

  /// Whether more may be written.
  var isOpen: Bool { descriptor != nil && !isClosing }

  /// How many bytes wait.
  var backlog: Int { waiting.count - written }

  /// What to wait for until more can be written; -1 where nothing waits.
  var waitsFor: Int32 { backlog > 0 ? descriptor ?? -1 : -1 }

  /// Writes as much as is read now, and keeps the rest. Returns whether there was anything to write and somebody to
  /// read it.
  @discardableResult
  mutating func write(_ bytes: [UInt8]) -> Bool {
    guard isOpen, !bytes.isEmpty else { return false }
    waiting += bytes
    flush()
    return true
  }

  /// Takes nothing more; what waits is still written.
  mutating func close() {
    guard isOpen else { return }
    isClosing = true
    flush()
  }

  /// Writes as much as is read now.
  mutating func flush() {
    guard let descriptor else { return }
    while backlog > 0 {
      let count = waiting[written...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      // Nobody reads it any more: the program may still have something to say.
      written = count > 0 ? written + count : waiting.count
    }
    if backlog == 0 {
      waiting.removeAll(keepingCapacity: true)
      written = 0
      if isClosing { shutdown(descriptor, Int32(SHUT_WR)) }
    } else if written > 1 << 20 {
      waiting.removeFirst(written)
      written = 0
    }
  }
}
