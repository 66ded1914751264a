/// How a line is written.
package enum LogFormat: String, Sendable, CaseIterable {
  /// `2026-04-22T10:00:00.123Z info  message key=value`.
  case text
  /// One JSON object per line.
  case json
}
