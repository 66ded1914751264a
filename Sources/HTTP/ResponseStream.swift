import CMicroHTTPD
import Synchronization

/// The body of an answer that is written bit by bit, from any thread.
package final class ResponseStream: Sendable {
  let status: Int
  let headers: [(name: String, value: String)]
  private let capacity: Int
  private let state = Mutex(State())

  init(status: Int, headers: [(name: String, value: String)], capacity: Int) {
    self.status = status
    self.headers = headers
    self.capacity = capacity
  }

  private struct State {
    var waiting: [UInt8] = []
    var end = End.open
    /// Set while the connection sleeps for want of bytes.
    var asleep: ConnectionHandle?
    var connection: Connection?
  }

  private enum End {
    case open
    /// No more will be written; what waits is still sent.
    case finished
    /// Client gone, too far behind, or server stopping.
    case lost
  }

  /// Whether nothing written now can reach the client any more.
  package var isClosed: Bool {
    state.withLock { state in
      if case .open = state.end { false } else { true }
    }
  }

  /// Adds bytes to the body. False when the stream is closed, or when this client is further behind than the stream's
  /// capacity, which closes it.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    let (accepted, overrun) = state.withLock { state -> (Bool, Connection?) in
      guard case .open = state.end else { return (false, nil) }
      guard state.waiting.count <= capacity, bytes.count <= capacity - state.waiting.count else {
        state.end = .lost
        state.waiting = []
        wake(&state)
        return (false, state.connection)
      }
      state.waiting += bytes
      wake(&state)
      return (true, nil)
    }
    // Not under our lock: the connection has its own, and the doorkeeper takes both in the other order.
    overrun?.cut()
    return accepted
  }

  /// Adds text in UTF-8, see `write(_:)`.
  @discardableResult
  package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// Ends the body after what was written.
  package func finish() {
    state.withLock { state in
      guard case .open = state.end else { return }
      state.end = .finished
      wake(&state)
    }
  }

  /// libmicrohttpd has begun to send.
  func attach(_ connection: Connection) {
    state.withLock { $0.connection = connection }
  }

  /// libmicrohttpd is done with it, for whatever reason.
  func detach() {
    state.withLock { state in
      state.asleep = nil
      state.connection = nil
      state.waiting = []
      state.end = .lost
    }
  }

  enum Portion {
    case bytes(Int)
    case end
    /// The connection has been put to sleep.
    case later
  }

  /// Fills the buffer with what waits. Only on libmicrohttpd's thread.
  func next(into buffer: UnsafeMutableRawBufferPointer, of handle: ConnectionHandle) -> Portion {
    state.withLock { state in
      guard state.waiting.isEmpty else {
        let count = min(state.waiting.count, buffer.count)
        buffer.copyBytes(from: state.waiting.prefix(count))
        state.waiting.removeFirst(count)
        return .bytes(count)
      }
      switch state.end {
      case .finished, .lost:
        return .end
      case .open:
        state.asleep = handle
        MHD_suspend_connection(handle.pointer)
        return .later
      }
    }
  }

  /// Under the lock and at most once per sleep: after waking the connection may be gone.
  private func wake(_ state: inout State) {
    guard let handle = state.asleep else { return }
    state.asleep = nil
    MHD_resume_connection(handle.pointer)
  }
}
