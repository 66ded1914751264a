import CommandLine
import Glibc
import Service
import Workers

/// Shows what an agent's runs write, as they write it: the next run's log follows the last one's.
struct LogFollower: Sendable {
  let folder: WorkerFolder
  let console: Console

  /// Follows until the process is stopped.
  func run(from first: String) async throws {
    var log = first
    var place = size(of: log)
    while true {
      let bytes = TextFile.read(log, from: place, limit: 64 << 10)
      if !bytes.isEmpty {
        // Whole lines; the last one where it is all there is.
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        place += end
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        try console.say(
          lines.dropLast(text.last?.isNewline == true ? 1 : 0).map { String($0).printable(limit: 10_000) })
      } else if let newest = folder.newestLog, newest != log {
        log = newest
        place = 0
        try console.say(["── \(log)"])
      } else {
        try await Task.sleep(for: .milliseconds(200))
      }
    }
  }

  private func size(of path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }
}
