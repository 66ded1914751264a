/// Why a command ended without doing what was asked: what is wrong, what to do about it, and the exit code.
struct CommandFailure: Error, Sendable, Equatable {
  /// How the program exits.
  var code: ExitCode
  /// What is wrong: one sentence without a full stop; more lines where there is more than one thing.
  var what: String
  /// What to do about it; may be empty.
  var hint: String
  /// The mission that stays, where one was made before something failed.
  var mission: String?

  /// A person was asked and said no.
  static let declined = CommandFailure(.failure, "nothing was done", hint: "--yes asks nobody")

  /// A failure with its parts.
  init(_ code: ExitCode, _ what: String, hint: String = "") {
    self.code = code
    self.what = what
    self.hint = hint
  }
}
