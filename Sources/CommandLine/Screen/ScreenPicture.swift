/// What is written to a terminal so that it shows lines in the place of those before (ECMA-48, and xterm's private
/// modes).
enum ScreenPicture {
  /// The second screen, no cursor, and no line that goes on below: `smcup`, `civis`, `rmam`.
  static let beginning = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
  /// All that taken back; the terminal shows what it showed before. Where it has no second screen, the picture stays,
  /// and whoever writes next begins a line of its own.
  static let ending = "\r\n\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  /// Draws lines from the top, cut to the terminal, and leaves nothing of what was there before. Each line's rest is
  /// erased before it is written: behind a full line the cursor still stands on its last character.
  static func text(_ lines: [String], _ size: TerminalSize) -> String {
    var shown = lines.map { $0.cut(columns: size.columns) }
    if shown.count > size.rows {
      shown = shown.prefix(size.rows - 1) + ["… \(lines.count - size.rows + 1) more lines".cut(columns: size.columns)]
    }
    let last = shown.popLast() ?? ""
    return "\u{1B}[H" + shown.map { "\u{1B}[K\($0)\r\n" }.joined() + "\u{1B}[J" + last
  }
}
