import CSystem
import Glibc

/// Starts a program that goes on when we have ended: in a session of its own, with its words in a file.
package enum BackgroundProcess {
  /// Starts it; returns its process, or why it could not be started.
  ///
  /// - Parameter environment: all of it.
  package static func start(
    _ program: String, _ arguments: [String], environment: [String: String], directory: String, log: String
  ) -> Result<Int32, StartFault> {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
    csystem_spawn_change_directory(&actions, directory)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession)
    var words = ([program] + arguments).map { strdup($0) }
    var settings = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    settings.append(nil)
    defer { for word in words + settings { free(word) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, program, &actions, &attributes, words, settings)
    return code == 0 ? .success(pid) : .failure(StartFault(reason: String(cString: strerror(code))))
  }

  /// Why it could not be started.
  package struct StartFault: Error, Sendable {
    package let reason: String
  }

  /// `POSIX_SPAWN_SETSID`, which Swift's Glibc does not show.
  private static let newSession: Int16 = 0x80
}
