import Synchronization

/// Runs tmux, whose server holds the sessions: whichever its own variables (`TMUX`, `TMUX_TMPDIR`) name.
///
/// Always by a list of arguments, never by a shell.
package struct Tmux: Sendable {
  private static let largestAnswer = 1 << 20
  private static let patience = Duration.seconds(20)

  /// All of its environment, which a server that it starts hands on to the panes.
  private let environment: [String: String]
  private let directory: String

  /// tmux as it is found by the environment.
  ///
  /// - Parameter directory: an absolute path.
  package init(environment: [String: String], directory: String) {
    self.environment = environment
    self.directory = directory
  }

  /// Runs one command, or several between lone `;`.
  ///
  /// - Returns: its output's lines.
  @discardableResult
  func run(_ words: [String]) async throws(TmuxFault) -> [String] {
    let heard = Mutex((output: [UInt8](), errors: [UInt8]()))
    // `-u`: without it what is no ASCII, and every tab, would be answered as `_` wherever no locale is set.
    var run = ProcessRun("tmux", ["-u"] + words, environment: environment, directory: directory)
    run.limits.time = Self.patience
    let end = await run.run { stream, bytes in
      heard.withLock { heard in
        let room = max(0, Self.largestAnswer - heard.output.count - heard.errors.count)
        switch stream {
        case .output: heard.output += bytes.prefix(room)
        case .errors: heard.errors += bytes.prefix(room)
        }
      }
    }
    let (output, errors) = heard.withLock { $0 }
    guard end == .exited(0) else {
      throw TmuxFault(description: "tmux \(words.first ?? ""): \(OutputReader.printable(errors) ?? "\(end)")")
    }
    return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }

  /// An argument that means itself: a `;` at its end would end the command.
  static func word(_ text: String) -> String { text.hasSuffix(";") ? text.dropLast() + "\\;" : text }

  /// An argument that tmux expands as a format and that must come out as it is: `#(…)` would run a program.
  static func literal(_ text: String) -> String {
    word(text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "##"))
  }
}
