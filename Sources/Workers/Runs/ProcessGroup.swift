import CSystem
import Glibc
import System

/// A child that leads a process group of its own, and the pipes its words come from.
///
/// Identified by a pidfd: its number may be used again, the descriptor never means another process.
final class ProcessGroup {
  /// What its standard input is.
  enum Input {
    /// This file.
    case file(String)
    /// A connection to us: a pair of sockets, because what is written to one that is closed is an error and no SIGPIPE.
    case connection
  }

  let pid: pid_t
  /// Readable once the leader has ended.
  let descriptor: Int32
  /// Standard output and standard error, to read from.
  let output: Int32
  let errors: Int32
  /// Our end of its standard input where that is a connection, to write to.
  let input: Int32?

  /// Starts a program, which is looked up in PATH of *this* process.
  ///
  /// - Parameter environment: all of it; nothing is inherited.
  init(
    starting program: String, _ arguments: [String], environment: [String: String], directory: String, input: Input
  ) throws(Launch.Failure) {
    var outputs: [Int32] = [-1, -1]
    var faults: [Int32] = [-1, -1]
    var inputs: [Int32] = [-1, -1]
    var isMade = pipe(&outputs) == 0 && pipe(&faults) == 0
    var file: String?
    switch input {
    case .file(let path): file = path
    case .connection: isMade = isMade && socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &inputs) == 0
    }
    guard isMade else {
      let code = errno
      for end in outputs + faults + inputs where end >= 0 { close(end) }
      throw Launch.Failure(code: code)
    }
    // Another thread's child may inherit them before this line; each closes what it is not given.
    for end in outputs + faults + inputs where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in [outputs[1], faults[1], inputs[1]] where end >= 0 { close(end) } }
    do throws(Launch.Failure) {
      pid = try Launch(
        input: file.map { .file($0) } ?? .descriptor(inputs[1]), output: .descriptor(outputs[1]),
        errors: .descriptor(faults[1]), environment: environment, directory: directory, leading: .group
      ).start(program, arguments)
      descriptor = csystem_pidfd_open(pid)
      guard descriptor >= 0 else {
        let code = errno
        kill(-pid, SIGKILL)
        waitpid(pid, nil, 0)
        throw Launch.Failure(code: code)
      }
    } catch {
      for end in [outputs[0], faults[0], inputs[0]] where end >= 0 { close(end) }
      throw error
    }
    output = outputs[0]
    errors = faults[0]
    self.input = inputs[0] >= 0 ? inputs[0] : nil
    for end in [output, errors, inputs[0]] where end >= 0 { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    for open in [descriptor, output, errors, input ?? -1] where open >= 0 { close(open) }
  }

  /// Signals every process of the group. The leader must not have been collected: until then its number is its own.
  func signal(_ signal: Int32) { kill(-pid, signal) }

  /// Collects the leader once it has ended.
  func collect() -> ProcessRun.End {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}
