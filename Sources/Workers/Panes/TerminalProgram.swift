import Glibc

/// Gives the terminal to another program for good.
package enum TerminalProgram {
  /// Becomes the program at a path; returns only where that cannot be, with the reason.
  package static func become(_ program: String, _ arguments: [String], environment: [String: String]) -> String {
    // Threads of a pool block signals, and what is blocked or ignored would stay so.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    signal(SIGPIPE, SIG_DFL)
    var words = ([program] + arguments).map { strdup($0) }
    var settings = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    settings.append(nil)
    defer { for word in words + settings { free(word) } }
    execve(program, words, settings)
    return String(cString: strerror(errno))
  }
}
