import FoundationEssentials
import Glibc
import System

/// Where a command answers: lines for people, or one JSON document.
package struct Console: Sendable {
  /// Whether a program reads the answer.
  package let isJSON: Bool
  /// Colours of standard output.
  package let paint: Paint
  /// Whether somebody sees progress while they wait.
  let showsProgress: Bool
  /// Whether standard output can show something in the place of what was there before: a terminal that knows how.
  let redraws: Bool
  /// How wide lines on standard error may be.
  private let errorColumns: Int
  private let writeOutput: @Sendable ([UInt8]) throws(CommandFailure) -> Void
  private let writeError: @Sendable ([UInt8]) -> Void

  /// A console in given surroundings.
  package init(
    isJSON: Bool, surroundings: Surroundings,
    output: @escaping @Sendable ([UInt8]) throws(CommandFailure) -> Void = Console.writeToStandardOutput,
    errors: @escaping @Sendable ([UInt8]) -> Void = { _ = writeAll($0, to: STDERR_FILENO) }
  ) {
    self.isJSON = isJSON
    // https://no-color.org: set and not empty, whatever it says.
    let mayColor = surroundings.environment["NO_COLOR"].map(\.isEmpty) ?? true
    let isDumb = surroundings.environment["TERM"] == "dumb"
    paint = Paint(isOn: surroundings.isOutputTerminal && mayColor && !isDumb && !isJSON)
    redraws = surroundings.isOutputTerminal && !isDumb && !isJSON
    showsProgress = surroundings.isErrorTerminal && !isJSON
    errorColumns = surroundings.errorColumns
    writeOutput = output
    writeError = errors
  }

  /// Lines for people; nothing where a program reads.
  package func say(_ lines: [String]) throws(CommandFailure) {
    guard !isJSON, !lines.isEmpty else { return }
    try writeOutput(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// Something for a terminal that is no line: marks by which it moves about and erases.
  func draw(_ text: String) throws(CommandFailure) { try writeOutput(Array(text.utf8)) }

  /// A JSON document on one line where a program reads, lines for people otherwise.
  package func answer(_ document: some Encodable, orSay lines: @autoclosure () -> [String]) throws {
    guard isJSON else { return try say(lines()) }
    try writeOutput(try Self.json(document) + [0x0A])
  }

  /// Asks a person at a terminal whether something that cannot be undone is to be done. Where there is no terminal
  /// nobody is asked: a program that gives the command has decided.
  package func confirms(_ question: String) -> Bool {
    guard showsProgress, isatty(STDIN_FILENO) == 1 else { return true }
    writeError(Array("\(question) [y/N] ".utf8))
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }

  /// Something worth knowing that is no answer; people only.
  package func remark(_ text: String) {
    guard !isJSON else { return }
    writeError(Array((fitted("signalbox: \(text)") + "\n").utf8))
  }

  /// What a person waits for; overwritten by the next and removed by nil.
  package func progress(_ text: String?) {
    guard showsProgress else { return }
    writeError(Array("\r\u{1B}[2K\(text ?? "")".utf8))
  }

  /// Why the command failed.
  package func report(_ failure: CommandFailure) {
    // Whoever closed our output wants to hear no more.
    guard failure != .outputClosed else { return }
    progress(nil)
    writeError(Array((isJSON ? failure.json : fitted(failure.line)).utf8) + [0x0A])
  }

  private func fitted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).fitted(columns: errorColumns)
      .joined(separator: "\n")
  }

  @Sendable private static func writeToStandardOutput(_ bytes: [UInt8]) throws(CommandFailure) {
    guard writeAll(bytes, to: STDOUT_FILENO) else { throw .outputClosed }
  }

  /// A document's JSON: keys in a stable order.
  package static func json(_ document: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(String(decoding: try encoder.encode(document), as: UTF8.self).withInvisiblesEscapedInJSON.utf8)
  }
}

extension CommandFailure {
  /// Nobody reads standard output any more, or the disk behind it is full.
  static let outputClosed = CommandFailure(.failure, "standard output cannot be written to")

  /// `signalbox: <what> (<what to do>)`.
  package var line: String {
    guard !hint.isEmpty else { return "signalbox: \(what)" }
    // Some of what is quoted here ends like a sentence.
    let what = self.what.hasSuffix(".") ? String(self.what.dropLast()) : self.what
    return "signalbox: \(what)" + (what.contains("\n") ? "\n" : " ") + "(\(hint))"
  }

  /// `{"error":{"code":…,"message":…,"hint":…}}`.
  package var json: String {
    "{\"error\":{\"code\":\(code.word.quotedJSON),\"message\":\(what.quotedJSON),\"hint\":\(hint.quotedJSON)"
      + (mission.map { ",\"mission\":\($0.quotedJSON)" } ?? "") + "}}"
  }
}
