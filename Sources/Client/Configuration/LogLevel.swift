/// How much a line matters.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// For finding out what happens inside.
  case debug
  /// What an operator wants to have been told.
  case info
  /// Something that may need an operator.
  case warning
  /// Something that does.
  case error

  /// Less urgent first.
  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
