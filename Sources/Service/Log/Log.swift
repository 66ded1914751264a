package import Client
package import MissionCore

/// Writes what happens, one line each.
///
/// A message is a constant, so that lines can be counted and searched for; everything that varies is metadata.
package struct Log: Sendable {
  /// The least urgent level that is written.
  package let level: LogLevel
  private let format: LogFormat
  private let now: @Sendable () -> Timestamp
  private let write: @Sendable ([UInt8]) -> Void

  /// A log.
  ///
  /// - Parameter write: takes one whole line, its end included; called from any thread, it must not block.
  package init(
    level: LogLevel, format: LogFormat, now: @escaping @Sendable () -> Timestamp,
    write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.level = level
    self.format = format
    self.now = now
    self.write = write
  }

  /// A log to standard error; whoever ends the process lets `writer` finish before.
  package static func toStandardError(
    level: LogLevel, format: LogFormat, now: @escaping @Sendable () -> Timestamp
  ) -> (log: Log, writer: LogWriter) {
    let writer = LogWriter { droppedLine($0, format, at: now()) }
    return (Log(level: level, format: format, now: now) { writer.write($0) }, writer)
  }

  /// For finding out what happens inside.
  func debug(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.debug, message, metadata)
  }

  /// What an operator wants to have been told.
  package func info(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.info, message, metadata)
  }

  /// Something that may need an operator.
  package func warning(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.warning, message, metadata)
  }

  /// Something that does.
  package func error(_ message: StaticString, _ metadata: [String: any Loggable] = [:]) {
    record(.error, message, metadata)
  }

  /// Writes a line unless its level is below the log's. Metadata is written in the order of its keys.
  package func record(_ level: LogLevel, _ message: StaticString, _ metadata: [String: any Loggable]) {
    guard level >= self.level else { return }
    let pairs = metadata.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.logValue) }
    let line = LogLine(time: now(), level: level, message: String(describing: message), metadata: pairs)
    write(Array((line.text(format) + "\n").utf8))
  }

  /// The line that tells how many lines nobody read in time.
  private static func droppedLine(_ count: Int, _ format: LogFormat, at now: Timestamp) -> [UInt8] {
    let line = LogLine(
      time: now, level: .warning, message: "Lines of this log were dropped: nobody read them in time",
      metadata: [(key: "count", value: .integer(count))])
    return Array((line.text(format) + "\n").utf8)
  }
}
