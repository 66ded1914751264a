import CommandLine
import Service
import Workers

/// Shows what an agent's runs write, as they write it: the next run's log follows the last one's.
struct LogFollower: Sendable {
  /// How much of a log is taken in at once.
  private static let piece = 64 << 10

  private let folder: WorkerFolder
  /// The log that was written last, or the one that stands in for it.
  let log: String
  /// Up to where each log has been shown. Of a log that was there at the beginning only what is written from then on is
  /// shown.
  private var places: [String: Int]
  private var shown: String

  /// Follows what is written from now on; what of ``log`` is there by now is shown by ``tail(lines:)``.
  ///
  /// - Parameter other: what is followed while no run has written anything; nil is returned without it.
  init?(_ folder: WorkerFolder, orElse other: String? = nil) {
    guard let log = folder.newestLog ?? other else { return nil }
    self.folder = folder
    self.log = log
    shown = log
    places = folder.logs.reduce(into: [:]) { $0[$1] = TextFile.size(of: $1) }
    // A line that is only half there is shown when it is whole.
    places[log] = TextFile.endOfLastLine(of: log)
  }

  /// The last lines of what was there at the beginning.
  func tail(lines: Int) -> [String] {
    TextFile.tail(of: log, lines: lines, before: places[log]).split(separator: "\n").map(String.init)
  }

  /// Follows until the process is stopped.
  mutating func run(_ console: Console) async throws {
    while true {
      let news = news()
      try console.say(news)
      if news.isEmpty { try await Task.sleep(for: .milliseconds(200)) }
    }
  }

  /// What was written since this was last asked; empty where nothing was. More may have been written meanwhile.
  mutating func news() -> [String] {
    // Whatever a run wrote last is shown before the next run's words; the others oldest first. The one that is shown
    // goes first by itself: a file system's clock has the same time for what is written within one tick.
    for log in [shown] + folder.logs.filter({ $0 != shown }) {
      let place = places[log] ?? 0
      let bytes = TextFile.read(log, from: place, limit: Self.piece)
      guard !bytes.isEmpty else { continue }
      // Whole lines; the last one where it is all there is.
      let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      places[log] = place + end
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .dropLast(text.last?.isNewline == true ? 1 : 0).map { String($0).printable(limit: 10_000) }
      defer { shown = log }
      return log == shown ? lines : ["── \(log)"] + lines
    }
    return []
  }
}
