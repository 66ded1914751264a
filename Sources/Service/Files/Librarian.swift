import CommandLine
import FoundationEssentials
import Glibc
import MissionCore
import MissionStore

/// Writes what finished items left behind into the library that agents read: each once, in the order in which they
/// ended.
///
/// It waits in Redis until it is written. A process that dies in between finds it there, and in the file by its mark.
struct Librarian: Sendable {
  /// How much is written in one go.
  private static let batch = 100

  private let store: TownStore
  private let directory: String
  private let log: Log

  /// A librarian of the town's data directory.
  init(store: TownStore, data: String, log: Log) {
    self.store = store
    directory = "\(data)/library"
    self.log = log
  }

  /// Writes all that waits. What cannot be written now waits on.
  func shelve() async {
    do {
      while true {
        let waiting = try await store.waitingLearnings(limit: Self.batch)
        guard !waiting.isEmpty else { return }
        for (json, learning) in waiting {
          if let learning { try write(learning) }
          try await store.endLearning(json)
        }
      }
    } catch {
      log.warning("What was learnt cannot be written into the library; it waits", ["error": "\(error)"])
    }
  }

  private func write(_ learning: Learning) throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let path = "\(directory)/\(learning.isResearch ? "research-findings.md" : "learnings.md")"
    let mark = "<!-- \(learning.item) -->"
    let known = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    guard !known.contains(mark) else { return }
    let line =
      "- \(learning.at.lineText) · \(learning.name) · \(learning.title.printable(limit: 200)) · "
      + "\(learning.agent.printable(limit: 64)): \(learning.summary.printable(limit: 4_000)) \(mark)\(learning.topicMark)\n"
    let start = known.isEmpty || known.hasSuffix("\n") ? "" : "\n"
    // At the end in one write: people may be editing what stands above.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Fault(path: path, code: errno) }
    defer { close(descriptor) }
    let bytes = Array((start + line).utf8)
    guard bytes.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count,
      fsync(descriptor) == 0
    else { throw Fault(path: path, code: errno) }
  }

  private struct Fault: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }
}
