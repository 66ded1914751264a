import MissionCore
import Synchronization

/// What is heard of a run that says what it does on its standard output.
final class OutputListener: Sendable {
  private struct State {
    var reader: OutputReader
    var log: BoundedLog?
    var tail = RunTail()
  }

  private let state: Mutex<State>

  init(_ reader: OutputReader, _ log: sending BoundedLog?) { state = Mutex(State(reader: reader, log: log)) }

  /// Takes in the next words.
  func take(_ stream: ProcessRun.Stream, _ bytes: ArraySlice<UInt8>) {
    state.withLock { state in
      state.log?.write(bytes)
      state.tail.take(bytes)
      switch stream {
      case .output: state.reader.take(bytes)
      case .errors: break
      }
    }
  }

  /// What the run came to.
  func finish(_ end: ProcessRun.End) -> (end: ProcessRun.End, account: RunAccount, tail: String) {
    state.withLock { state in
      state.log?.finish()
      return (end, state.reader.finish(), state.tail.text)
    }
  }
}
