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

  let pid: pid_t
  /// Readable once the leader has ended.
  let descriptor: Int32
  /// Standard output and standard error, to read from.
  let output: Int32
  let errors: Int32

  /// Starts a program (looked up in PATH of *this* process) with no signal blocked or ignored and none of our other
  /// descriptors.
  ///
  /// - Parameters:
  ///   - environment: all of it; nothing is inherited.
  ///   - input: the file that is its standard input.
  init(
    starting program: String, _ arguments: [String], environment: [String: String], directory: String, input: String
  ) throws(StartFailure) {
    var outputs: [Int32] = [-1, -1]
    var faults: [Int32] = [-1, -1]
    guard pipe(&outputs) == 0 else { throw StartFailure(program: program, code: errno) }
    guard pipe(&faults) == 0 else {
      let code = errno
      for end in outputs { close(end) }
      throw StartFailure(program: program, code: code)
    }
    // Another thread's child may inherit them before this line; each closes what it is not given.
    for end in outputs + faults { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer {
      close(outputs[1])
      close(faults[1])
    }
    var pid: pid_t = 0
    var code = Self.spawn(
      &pid, program, arguments, environment, directory: directory, input: input, output: outputs[1], errors: faults[1])
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
      close(outputs[0])
      close(faults[0])
      throw StartFailure(program: program, code: code)
    }
    self.pid = pid
    self.descriptor = descriptor
    output = outputs[0]
    errors = faults[0]
    for end in [output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    for open in [descriptor, output, errors] { close(open) }
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
    input: String, output: Int32, errors: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
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
