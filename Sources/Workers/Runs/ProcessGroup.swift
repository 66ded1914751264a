import CSystem
import Glibc

/// A child that leads a process group of its own, and the pipes its words come from.
///
/// Identified by a pidfd: its number may be used again, the descriptor never means another process.
final class ProcessGroup {
  /// Why a program could not be started.
  struct StartFailure: Error, Equatable {
    let program: String
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

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

  /// Starts a program (looked up in PATH of *this* process) with no signal blocked or ignored and none of our other
  /// descriptors.
  ///
  /// - Parameter environment: all of it; nothing is inherited.
  init(
    starting program: String, _ arguments: [String], environment: [String: String], directory: String, input: Input
  ) throws(StartFailure) {
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
      throw StartFailure(program: program, code: code)
    }
    // Another thread's child may inherit them before this line; each closes what it is not given.
    for end in outputs + faults + inputs where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in [outputs[1], faults[1], inputs[1]] where end >= 0 { close(end) } }
    var pid: pid_t = 0
    var code = Self.spawn(
      &pid, program, arguments, environment, directory: directory, file: file, input: inputs[1], output: outputs[1],
      errors: faults[1])
    var descriptor: Int32 = -1
    if code == 0 {
      descriptor = csystem_pidfd_open(pid)
      if descriptor < 0 {
        code = errno
        kill(-pid, SIGKILL)
        waitpid(pid, nil, 0)
      }
    }
    guard code == 0 else {
      for end in [outputs[0], faults[0], inputs[0]] where end >= 0 { close(end) }
      throw StartFailure(program: program, code: code)
    }
    self.pid = pid
    self.descriptor = descriptor
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

  private static func spawn(
    _ pid: inout pid_t, _ program: String, _ arguments: [String], _ environment: [String: String], directory: String,
    file: String?, input: Int32, output: Int32, errors: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let file {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, file, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
    csystem_spawn_change_directory(&actions, directory)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var words = ([program] + arguments).map { strdup($0) }
    var settings = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    settings.append(nil)
    defer { for word in words + settings { free(word) } }
    return posix_spawnp(&pid, program, &actions, &attributes, words, settings)
  }
}
