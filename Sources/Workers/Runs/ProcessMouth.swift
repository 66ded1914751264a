import Glibc

/// Our end of a program's standard input: what it does not read at once waits here.
struct ProcessMouth {
  /// Nil where the program reads a file.
  private let descriptor: Int32?
  private var waiting: [UInt8] = []
  private var spoken = 0
  private var isClosing = false

  init(_ descriptor: Int32?) { self.descriptor = descriptor }

  /// Whether more may be said.
  var isOpen: Bool { descriptor != nil && !isClosing }

  /// How many bytes wait.
  var backlog: Int { waiting.count - spoken }

  /// What to wait for until more can be said; -1 where nothing waits.
  var waitsFor: Int32 { backlog > 0 ? descriptor ?? -1 : -1 }

  /// Says something. Whether there was something to say, and somebody to hear it.
  @discardableResult
  mutating func say(_ bytes: [UInt8]) -> Bool {
    guard isOpen, !bytes.isEmpty else { return false }
    waiting += bytes
    speak()
    return true
  }

  /// Says nothing more; what waits is still said.
  mutating func close() {
    guard isOpen else { return }
    isClosing = true
    speak()
  }

  /// Says as much as is heard now.
  mutating func speak() {
    guard let descriptor else { return }
    while backlog > 0 {
      let count = waiting[spoken...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { break }
      // Nobody listens any more: it may still have something to say.
      spoken = count > 0 ? spoken + count : waiting.count
    }
    if backlog == 0 {
      waiting.removeAll(keepingCapacity: true)
      spoken = 0
      if isClosing { shutdown(descriptor, Int32(SHUT_WR)) }
    } else if spoken > 1 << 20 {
      waiting.removeFirst(spoken)
      spoken = 0
    }
  }
}
