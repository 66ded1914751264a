import Synchronization

/// Runs tmux, whose server holds the sessions: the one at a socket, or whichever its own variables (`TMUX`,
/// `TMUX_TMPDIR`) name.
///
/// Always by a list of arguments, never by a shell.
package struct Tmux: Sendable {
  /// What a command answered.
  package struct Answer: Sendable {
    /// Its exit status; -1 where it could not be run.
    package let status: Int32
    /// Standard output without the last line's end.
    package let output: String
    /// Standard error, or why it could not be run.
    package let errors: String

    /// Whether it succeeded.
    package var isSuccess: Bool { status == 0 }
  }

  private static let largestAnswer = 4 << 20
  private static let patience = Duration.seconds(20)

  /// The server's socket; nil for the server that the environment names.
  package let socket: String?
  /// All of its environment, which a server that it starts hands on to the panes.
  private let environment: [String: String]
  private let directory: String

  /// tmux as it is found by the environment.
  ///
  /// - Parameters:
  ///   - socket: the path of the server's socket; nil for the one that the environment names.
  ///   - environment: all of what tmux sees; what it needs to find itself and the user is enough.
  ///   - directory: an absolute path.
  package init(socket: String? = nil, environment: [String: String], directory: String = "/") {
    self.socket = socket
    self.environment = environment
    self.directory = directory
  }

  /// The socket that `$TMUX` names: of the server that this process runs under.
  package static func socket(in environment: [String: String]) -> String? {
    environment["TMUX"].flatMap { $0.split(separator: ",").first.map(String.init) }
  }

  /// Runs one command, or several between lone `;`, and waits for the end.
  package func answer(to words: String...) async -> Answer { await answer(to: words) }

  /// Runs one command, or several between lone `;`, and waits for the end.
  package func answer(to words: [String]) async -> Answer {
    let captured = Mutex((output: [UInt8](), errors: [UInt8]()))
    // `-u`: without it what is no ASCII, and every tab, would be answered as `_` wherever no locale is set.
    var run = ProcessRun(
      "tmux", ["-u"] + (socket.map { ["-S", $0] } ?? []) + words, environment: environment, directory: directory)
    run.limits.time = Self.patience
    let end = await run.run { stream, bytes in
      captured.withLock { captured in
        let room = max(0, Self.largestAnswer - captured.output.count - captured.errors.count)
        switch stream {
        case .output: captured.output += bytes.prefix(room)
        case .errors: captured.errors += bytes.prefix(room)
        }
      }
    }
    let (output, errors) = captured.withLock { $0 }
    var text = String(decoding: output, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    guard case .exited(let status) = end else { return Answer(status: -1, output: text, errors: "\(end)") }
    return Answer(status: status, output: text, errors: OutputReader.printable(errors) ?? "")
  }

  /// Runs one command, or several between lone `;`, that must succeed.
  ///
  /// - Returns: its output's lines.
  @discardableResult
  func run(_ words: [String]) async throws(TmuxFault) -> [String] {
    let answer = await answer(to: words)
    guard answer.isSuccess else {
      let reason = answer.errors.isEmpty ? "exit status \(answer.status)" : answer.errors
      throw TmuxFault(description: "tmux \(words.first ?? ""): \(reason)")
    }
    return answer.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// An argument that means itself: a `;` at its end would end the command.
  static func word(_ text: String) -> String { text.hasSuffix(";") ? text.dropLast() + "\\;" : text }

  /// An argument that tmux expands as a format and that must come out as it is: `#(…)` would run a program.
  static func literal(_ text: String) -> String {
    word(text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "##"))
  }
}
