import CSystem
import Glibc
import Synchronization
import System
import TestSupport

/// A real process that a test started: signalled and waited for by its own descriptor, killed with the object at the
/// latest.
final class TestProcess: Sendable {
  /// How a process ended.
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  let pid: pid_t
  private let descriptor: Int32
  private let end = Mutex<End?>(nil)

  /// Starts a program in a process group of its own.
  ///
  /// - Parameters:
  ///   - environment: all of it; nothing is inherited.
  ///   - output: the file that gets standard output, and `errors` the one that gets standard error.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], directory: String, output: String,
    errors: String
  ) throws(Launch.Failure) {
    let launch = Launch(
      output: .file(output), errors: .file(errors), environment: environment, directory: directory, leading: .group)
    pid = try launch.start(program, arguments)
    descriptor = csystem_pidfd_open(pid)
  }

  deinit {
    signal(SIGKILL)
    _ = waitForEnd(milliseconds: 10_000)
    close(descriptor)
  }

  /// How it ended; nil while it runs.
  var outcome: End? { waitForEnd(milliseconds: 0) }

  /// Sends a signal to exactly this process; nothing happens if it has ended.
  func signal(_ signal: Int32) { _ = csystem_pidfd_send_signal(descriptor, signal) }

  /// Waits for the end.
  func wait(seconds: Int = patience) async throws -> End {
    guard let end = await offPool({ self.waitForEnd(milliseconds: Int32(seconds) * 1000) }) else {
      throw GaveUp("process \(pid) to end")
    }
    return end
  }

  /// Ends it at once and waits until it is gone.
  func kill() async {
    signal(SIGKILL)
    _ = await offPool { self.waitForEnd(milliseconds: 10_000) }
  }

  private func waitForEnd(milliseconds: Int32) -> End? {
    var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    guard poll(&descriptors, 1, milliseconds) > 0 else { return nil }
    return end.withLock { end in
      if let end { return end }
      var status: Int32 = 0
      guard waitpid(pid, &status, 0) == pid else { return nil }
      let signal = status & 0x7F
      end = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
      return end
    }
  }
}
