import CSystem
import Glibc
import Synchronization
import TestSupport

/// A real process that a test started: signalled and waited for by its own descriptor, killed with the object at the
/// latest.
final class TestProcess: Sendable {
  /// How a process ended.
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  struct StartFailure: Error {
    let program: String
    let reason: String
  }

  let pid: pid_t
  private let descriptor: Int32
  private let end = Mutex<End?>(nil)

  /// Starts a program with no signal blocked or ignored, in a process group of its own.
  ///
  /// - Parameters:
  ///   - environment: all of it; nothing is inherited.
  ///   - output: the file that gets standard output, and `errors` the one that gets standard error.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], directory: String, output: String,
    errors: String
  ) throws {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let appending = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, appending, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, appending, 0o600)
    csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    // posix_spawn's way to another directory is not in Swift's Glibc; `env` changes it and becomes the program.
    var words = (["env", "-C", directory, program] + arguments).map { strdup($0) }
    var settings = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    settings.append(nil)
    defer { for word in words + settings { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, "env", &actions, &attributes, words, settings)
    guard code == 0 else { throw StartFailure(program: program, reason: String(cString: strerror(code))) }
    self.pid = pid
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
