import Glibc
import MissionCore

/// Writes what happens, one line each, to standard error.
///
/// A message is a constant, so that lines can be counted and searched for; everything that varies is metadata.
struct Log: Sendable {
  /// The least urgent level that is written.
  let level: LogLevel
  private let format: LogFormat
  private let now: @Sendable () -> Timestamp
  private let write: @Sendable ([UInt8]) -> Void

  /// A log.
  ///
  /// - Parameter write: takes one whole line, its end included; called from any thread.
  init(
    level: LogLevel, format: LogFormat, now: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable ([UInt8]) -> Void = Log.writeToStandardError
  ) {
    self.level = level
    self.format = format
    self.now = now
    self.write = write
  }

  /// For finding out what happens inside.
  func debug(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.debug, message, metadata)
  }

  /// What an operator wants to have been told.
  func info(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.info, message, metadata)
  }

  /// Something that may need an operator.
  func warning(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.warning, message, metadata)
  }

  /// Something that does.
  func error(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.error, message, metadata)
  }

  /// Writes a line unless its level is below the log's. Metadata is written in the order of its keys.
  func record(_ level: LogLevel, _ message: StaticString, _ metadata: [String: any Loggable]) {
    guard level >= self.level else { return }
    let pairs = metadata.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.logValue) }
    let line = LogLine(time: now(), level: level, message: String(describing: message), metadata: pairs)
    write(Array((line.text(format) + "\n").utf8))
  }

  /// One `write` per line where the system takes it whole, so that lines of several threads do not mix.
  @Sendable static func writeToStandardError(_ line: [UInt8]) {
    writeAll(line, to: STDERR_FILENO)
  }
}
