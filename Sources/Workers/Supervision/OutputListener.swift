import MissionCore
import Synchronization

/// What is heard of a run that says what it does on its standard output.
final class OutputListener: Sendable {
  private struct Heard {
    var reader: OutputReader
    var log: BoundedLog?
    var tail = RunTail()
  }

  private let heard: Mutex<Heard>

  init(_ reader: OutputReader, _ log: sending BoundedLog?) { heard = Mutex(Heard(reader: reader, log: log)) }

  /// Takes in the next words.
  func take(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) {
    heard.withLock { heard in
      heard.log?.write(bytes)
      heard.tail.take(bytes)
      switch stream {
      case .output: heard.reader.take(bytes)
      case .errors: break
      }
    }
  }

  /// What the run came to.
  func finish(_ end: ProcessRun.End) -> (end: ProcessRun.End, account: RunAccount, tail: String) {
    heard.withLock { heard in
      heard.log?.finish()
      return (end, heard.reader.finish(), heard.tail.text)
    }
  }
}
