import Glibc
import Synchronization
import System

/// SIGTERM, SIGINT and SIGHUP, turned into something to wait for. SIGUSR1, SIGUSR2 and SIGALRM, which would end the
/// process too, mean nothing.
///
/// A handler writes into a pipe; a thread that reads from it wakes who waits.
///
/// Made once per process, before anything listens.
package final class StopSignal: Sendable {
  private struct State {
    var arrived: Int32?
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Begins to listen; from here on the signals do not end the process by themselves.
  package init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { preconditionFailure("Invalid state: no descriptors are left at the start") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A handler must never wait, however many signals come.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let reading = ends[0]
    writingEnd = ends[1]
    OwnedThread.start(name: "signals") { [weak self] in
      var number: UInt8 = 0
      while read(reading, &number, 1) == 1 { self?.arrive(Int32(number)) }
    }
    for number in [SIGTERM, SIGINT, SIGHUP] where number != SIGHUP || !Self.isIgnored(number) { Self.handle(number) }
    for number in [SIGUSR1, SIGUSR2, SIGALRM] { Self.disregard(number) }
  }

  /// Returns when the process has been asked to stop, or the task is cancelled.
  package func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.arrived != nil || Task.isCancelled { return true }
          state.waiting.append(continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wakeAll()
    }
  }

  /// Ends the process by the signal that has arrived, as it would have without anybody listening: whoever started it
  /// sees how it ended.
  package func die() -> Never {
    let number = state.withLock { $0.arrived } ?? SIGTERM
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(number, &action, nil)
    kill(getpid(), number)
    // It may take a moment until this thread is reached.
    while true { pause() }
  }

  private static func handle(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      // Only what is allowed in a signal's handler: one write, and errno as it was.
      let before = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(writingEnd, &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  /// Whether whoever started the process wants it to live on without its terminal, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// By a handler that does nothing: what is ignored would be ignored by the programs that we start, too.
  private static func disregard(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  private func arrive(_ number: Int32) {
    state.withLock { $0.arrived = $0.arrived ?? number }
    wakeAll()
  }

  private func wakeAll() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}

/// Where the handler writes: a handler can only reach what is global. Set once, before the handler is installed.
private nonisolated(unsafe) var writingEnd: Int32 = -1
