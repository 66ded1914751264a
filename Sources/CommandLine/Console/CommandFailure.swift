/// Why a command ended without doing what was asked: what is wrong, what to do about it, and the exit code.
package struct CommandFailure: Error, Sendable, Equatable {
  /// How the program exits.
  package var code: ExitCode
  /// What is wrong: one sentence without a full stop; more lines where there is more than one thing.
  package var what: String
  /// What to do about it; may be empty.
  package var hint: String
  /// The mission that stays, where one was made before something failed.
  package var mission: String?

  /// A person was asked and said no.
  package static let declined = CommandFailure(.failure, "nothing was done", hint: "--yes asks nobody")

  /// A failure with its parts.
  package init(_ code: ExitCode, _ what: String, hint: String = "") {
    self.code = code
    self.what = what
    self.hint = hint
  }
}

extension CommandFailure: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  package var description: String { hint.isEmpty ? what : "\(what) (\(hint))" }
}
