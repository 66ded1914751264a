import CSystem
package import Glibc

/// A process that somebody started: ours to wait for, or a left-over that only its descriptor tells about.
///
/// Identified by a pidfd, which keeps meaning this very process when its number is used again.
package final class ChildProcess: Sendable {
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

  /// Starts a program (looked up in PATH) in a process group of its own, standard input from /dev/null, both outputs to
  /// `output`.
  package convenience init(starting program: String, arguments: [String], output: Int32) throws(Launch.Failure) {
    let pid = try Launch(output: .descriptor(output), leading: .group).start(program, arguments)
    let descriptor = csystem_pidfd_open(pid)
    guard descriptor >= 0 else {
      let code = errno
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw Launch.Failure(code: code)
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
