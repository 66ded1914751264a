import CSystem
package import Glibc

/// A process that somebody started: ours to wait for, or a left-over that only its descriptor tells about.
///
/// Identified by a pidfd, which keeps meaning this very process when its number is used again.
package final class ChildProcess: Sendable {
  /// Why a program could not be started.
  package struct StartFailure: Error, Equatable {
    /// The system's number for it (`errno`).
    package let code: Int32
    /// The system's words for it.
    package var reason: String { String(cString: strerror(code)) }
  }

  /// Its number, which may be used again after its end.
  package let pid: pid_t
  /// Readable once the process has ended.
  package let descriptor: Int32
  /// Whether it is a child of this process, which must then collect its exit status.
  package let isOurs: Bool

  /// A process that runs already; nil if it does not, or belongs to somebody else.
  package convenience init?(adopting pid: pid_t) {
    guard pid > 1, kill(pid, 0) == 0 else { return nil }
    let descriptor = csystem_pidfd_open(pid)
    guard descriptor >= 0 else { return nil }
    self.init(pid: pid, descriptor: descriptor, isOurs: false)
  }

  /// Starts a program (looked up in PATH) in a process group of its own, with no signal blocked or ignored, standard
  /// input from /dev/null, both outputs to `output`, and none of our other descriptors: an inherited listening socket
  /// would keep the port taken after we are gone.
  package convenience init(starting program: String, arguments: [String], output: Int32) throws(StartFailure) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
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

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, program, &actions, &attributes, words, environ)
    guard code == 0 else { throw StartFailure(code: code) }
    let descriptor = csystem_pidfd_open(pid)
    guard descriptor >= 0 else {
      let code = errno
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw StartFailure(code: code)
    }
    self.init(pid: pid, descriptor: descriptor, isOurs: true)
  }

  private init(pid: pid_t, descriptor: Int32, isOurs: Bool) {
    self.pid = pid
    self.descriptor = descriptor
    self.isOurs = isOurs
  }

  deinit {
    collect()
    close(descriptor)
  }

  /// Sends a signal to exactly this process; nothing happens if it has ended.
  package func signal(_ signal: Int32) { _ = csystem_pidfd_send_signal(descriptor, signal) }

  /// Waits for the end, at most `milliseconds`; true if it has ended. A child's status is collected then. Blocks.
  package func waitForEnd(milliseconds: Int32) -> Bool {
    var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    guard poll(&descriptors, 1, milliseconds) > 0 else { return false }
    collect()
    return true
  }

  /// Collects a child's exit status so that no zombie stays.
  package func collect() {
    guard isOurs else { return }
    while waitpid(pid, nil, WNOHANG) < 0, errno == EINTR {}
  }
}
