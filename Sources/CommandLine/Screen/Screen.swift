import Glibc
import ProcessSignals
import Synchronization

/// A terminal's second screen, on which a picture is drawn in place. Whatever ends it gives the terminal back as it
/// was: the end of what is shown, an error, SIGINT, SIGTERM, SIGHUP; and while it is stopped (SIGTSTP) as well.
final class Screen: Sendable {
  private let console: Console
  private let isOpen = Mutex(true)
  private let stopping: StopSignal
  private let watch = Mutex<Task<Void, Never>?>(nil)

  /// Begins. One is made per process, as it listens to its signals.
  init(_ console: Console) throws(CommandFailure) {
    self.console = console
    // Before anything is written: no signal is to find the terminal changed and nobody listening.
    stopping = StopSignal()
    Self.pauseOnStop()
    try console.draw(ScreenPicture.beginning)
    // A signal may come at any moment until `end`, which cancels this.
    watch.withLock { $0 = Task { await endWithProcess() } }
  }

  /// Shows lines instead of those before.
  func show(_ lines: [String], _ size: TerminalSize) throws(CommandFailure) {
    try isOpen.withLock { isOpen throws(CommandFailure) in
      guard isOpen else { return }
      try console.draw(ScreenPicture.text(lines, size))
    }
  }

  /// Gives the terminal back.
  func end() {
    watch.withLock { $0 }?.cancel()
    isOpen.withLock { isOpen in
      guard isOpen else { return }
      isOpen = false
      // A terminal that is gone needs nothing back.
      try? console.draw(ScreenPicture.ending)
    }
  }

  /// The process ends by the signal, as if nobody had listened: whoever started it sees how it ended.
  private func endWithProcess() async {
    await stopping.wait()
    guard !Task.isCancelled else { return }
    end()
    stopping.die()
  }

  /// While the process is stopped, its shell has the terminal.
  private static func pauseOnStop() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // Only what is allowed in a signal's handler: writes, and a signal to this thread, which goes on here afterwards.
      let before = errno
      let ending: StaticString = "\r\n\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
      _ = write(STDOUT_FILENO, ending.utf8Start, ending.utf8CodeUnitCount)
      raise(SIGSTOP)
      let beginning: StaticString = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
      _ = write(STDOUT_FILENO, beginning.utf8Start, beginning.utf8CodeUnitCount)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(SIGTSTP, &action, nil)
  }
}
