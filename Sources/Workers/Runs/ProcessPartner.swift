/// Who hears what a program says while it runs, on the run's own thread, and may answer it on its standard input.
package protocol ProcessPartner: Sendable {
  /// Whether the program is ready for what it is to do; one that never becomes so is ended.
  var isReady: Bool { get }
  /// What the program is told before it says anything.
  func begin() -> ProcessReply
  /// What the program is told after these words of it.
  func hear(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) -> ProcessReply
  /// How the program is asked to stop; no words where it cannot be asked.
  func stop() -> ProcessReply
}

/// What a program is told.
package struct ProcessReply: Hashable, Sendable {
  /// The words; none by default.
  package var bytes: [UInt8] = []
  /// Whether nothing more is to be said: its standard input is closed, and it has to end.
  package var isLast = false

  /// Nothing.
  package init() {}

  /// A reply with its parts.
  package init(bytes: [UInt8] = [], isLast: Bool) {
    self.bytes = bytes
    self.isLast = isLast
  }
}

/// Listens and says nothing.
struct ProcessListener: ProcessPartner {
  let take: @Sendable (ProcessRun.Stream, ArraySlice<UInt8>) -> Void

  var isReady: Bool { true }

  func begin() -> ProcessReply { ProcessReply() }

  func hear(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) -> ProcessReply {
    take(stream, bytes)
    return ProcessReply()
  }

  func stop() -> ProcessReply { ProcessReply() }
}
