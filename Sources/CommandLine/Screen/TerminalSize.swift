import Glibc

/// How much room a terminal has.
package struct TerminalSize: Sendable, Equatable {
  /// Characters beside one another, 1 or more.
  package let columns: Int
  /// Lines below one another, 1 or more.
  package let rows: Int

  /// What terminals had before they said it.
  static let ordinary = TerminalSize(columns: 80, rows: 24)

  /// A size.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// That of the terminal behind a descriptor, as it is now; nil where there is none that says it.
  package init?(of descriptor: Int32) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    self.init(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}
