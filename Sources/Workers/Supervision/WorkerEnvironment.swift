/// What of a worker's own environment its children see.
enum WorkerEnvironment {
  /// What a program needs to find itself, its settings and its user. Whatever else is set stays here: the webhook
  /// secret, GitHub's token, the admin token, another agent's token.
  private static let passed: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "COLORTERM", "NO_COLOR", "TMPDIR",
    "LD_LIBRARY_PATH", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "HTTP_PROXY",
    "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
  ]

  /// The environment of an agent's program.
  static func ofRun(_ own: [String: String], credentials: [String], program: String) -> [String: String] {
    var settings = own.filter { passed.contains($0.key) || $0.key.hasPrefix("LC_") || $0.key.hasPrefix("XDG_") }
    for name in credentials { settings[name] = own[name] }
    // The prompt's commands are this very program's, wherever it lies.
    if let slash = program.lastIndex(of: "/") {
      settings["PATH"] = "\(program[..<slash]):\(settings["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")"
    }
    return settings
  }

  /// The environment of git: as a person's, with the settings that git itself reads.
  static func ofGit(_ own: [String: String]) -> [String: String] {
    own.filter {
      passed.contains($0.key) || $0.key.hasPrefix("LC_") || $0.key.hasPrefix("XDG_") || $0.key.hasPrefix("GIT_")
    }
  }
}
