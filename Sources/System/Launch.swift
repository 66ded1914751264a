import CSystem
package import Glibc

/// How a program is started.
///
/// Whatever is started here has no signal blocked or ignored and none of our other descriptors: an inherited listening
/// socket would keep its port taken after we are gone.
package struct Launch {
  /// What one of the three standard streams is connected with.
  package enum Stream {
    /// A file: standard input reads it, the others append to it (0600).
    case file(String)
    /// An open descriptor of ours.
    case descriptor(Int32)
  }

  /// What the program leads.
  package enum Lead {
    /// A process group: whoever signals it reaches what it starts, too.
    case group
    /// A session: it goes on when we have ended.
    case session
  }

  /// Why a program could not be started.
  package struct Failure: Error, Equatable {
    /// The system's number for it (`errno`).
    package let code: Int32
    /// The system's words for it.
    package var reason: String { String(cString: strerror(code)) }

    /// The failure of this number.
    package init(code: Int32) { self.code = code }
  }

  private let input: Stream
  private let output: Stream
  private let errors: Stream?
  private let environment: [String: String]?
  private let directory: String?
  private let lead: Lead

  /// A way to start programs.
  ///
  /// - Parameters:
  ///   - errors: standard error; nil for where standard output goes.
  ///   - environment: all of it; nil for ours.
  ///   - directory: where it works; nil for where we do.
  package init(
    input: Stream = .file("/dev/null"), output: Stream, errors: Stream? = nil, environment: [String: String]? = nil,
    directory: String? = nil, leading lead: Lead
  ) {
    self.input = input
    self.output = output
    self.errors = errors
    self.environment = environment
    self.directory = directory
    self.lead = lead
  }

  /// Starts a program, which is looked up in this process's PATH, and gives its number. It is our child: somebody has
  /// to collect it.
  package func start(_ program: String, _ arguments: [String]) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    Self.connect(STDIN_FILENO, with: input, O_RDONLY, &actions)
    Self.connect(STDOUT_FILENO, with: output, O_WRONLY | O_CREAT | O_APPEND, &actions)
    Self.connect(STDERR_FILENO, with: errors ?? .descriptor(STDOUT_FILENO), O_WRONLY | O_CREAT | O_APPEND, &actions)
    csystem_spawn_close_from(&actions, STDERR_FILENO + 1)
    if let directory { csystem_spawn_change_directory(&actions, directory) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | lead.flag)

    var words = ([program] + arguments).map { strdup($0) }
    var settings = (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    settings.append(nil)
    defer { for word in words + settings { free(word) } }
    var pid: pid_t = 0
    let code =
      environment == nil
      ? posix_spawnp(&pid, program, &actions, &attributes, words, environ)
      : posix_spawnp(&pid, program, &actions, &attributes, words, settings)
    guard code == 0 else { throw Failure(code: code) }
    return pid
  }

  private static func connect(
    _ number: Int32, with stream: Stream, _ mode: Int32, _ actions: inout posix_spawn_file_actions_t
  ) {
    switch stream {
    case .file(let path): posix_spawn_file_actions_addopen(&actions, number, path, mode, 0o600)
    case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    }
  }
}

extension Launch.Lead {
  fileprivate var flag: Int16 {
    switch self {
    case .group: Int16(POSIX_SPAWN_SETPGROUP)
    // `POSIX_SPAWN_SETSID`, which Swift's Glibc does not show.
    case .session: 0x80
    }
  }
}
