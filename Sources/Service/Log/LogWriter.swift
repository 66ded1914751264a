import CommandLine
import Dispatch
import Glibc
import Synchronization

/// Writes whole lines to a descriptor, in order, and never keeps who hands them over waiting.
///
/// The reader of a pipe may stall, and a write then blocks for as long. So lines wait in a queue with a bound, one
/// thread writes them, and what does not fit is dropped and counted: when the reader goes on, one line says how many.
package final class LogWriter: Sendable {
  private struct State {
    var lines: [[UInt8]] = []
    var bytes = 0
    var dropped = 0
    var isWriting = false
  }

  private let descriptor: Int32
  private let capacity: Int
  private let remark: @Sendable (Int) -> [UInt8]
  private let state = Mutex(State())
  /// Writing blocks, so it has a thread that nobody else needs; a queue, because it needs one only while lines wait.
  private let queue = DispatchQueue(label: "signalbox.log")

  /// A writer.
  ///
  /// - Parameters:
  ///   - descriptor: where the lines go; it stays open.
  ///   - capacity: how many bytes may wait.
  ///   - remark: the line, its end included, that tells how many lines were dropped.
  init(
    to descriptor: Int32 = STDERR_FILENO, capacity: Int = 1 << 20, remark: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.descriptor = descriptor
    self.capacity = capacity
    self.remark = remark
  }

  /// Takes a line, its end included, or drops it. Returns at once, from any thread.
  func write(_ line: [UInt8]) {
    let mustStart = state.withLock { state in
      guard state.bytes + line.count <= capacity else {
        state.dropped += 1
        return false
      }
      state.lines.append(line)
      state.bytes += line.count
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if mustStart { queue.async { self.writeAllWaiting() } }
  }

  /// How many lines were dropped since the last line that says so.
  var dropped: Int { state.withLock { $0.dropped } }

  /// Waits until everything has been written, or a reader that has stalled has had its time.
  package func finish(within limit: Duration = .seconds(1)) async {
    let end = ContinuousClock.now + limit
    while state.withLock({ $0.isWriting }), .now < end { try? await Task.sleep(for: .milliseconds(5)) }
  }

  private func writeAllWaiting() {
    while let bytes = next() { writeAll(bytes, to: descriptor) }
  }

  /// What waits, as one write; nil when nothing does. What is being written does not wait any more, so as much again
  /// may.
  private func next() -> [UInt8]? {
    state.withLock { state in
      var bytes = Array(state.lines.joined())
      if state.dropped > 0 { bytes += remark(state.dropped) }
      state.lines.removeAll(keepingCapacity: true)
      state.bytes = 0
      state.dropped = 0
      state.isWriting = !bytes.isEmpty
      return bytes.isEmpty ? nil : bytes
    }
  }
}
